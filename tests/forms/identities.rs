//! Who used an installation is nobody's business, least of all that of a log.

use va_report::diag::emit::FORMS;

use crate::shown;
use crate::support::Project;

#[test]
fn identities_never_appear_in_any_form() {
    let header = "installation,metric,period,start,end,value,kind,entity,country,record_id\n";
    let rows = [
        "cloud,users,M1-M6,,,,member,alice.smith@uni.example,XX,1",
        "cloud,users,M1-M6,,,,member,alice.smith@uni.example,Spayn,2",
        "cloud,users,M1-M6,,,,member,ES,alice.smith@uni.example,3",
        "cloud,users,M1-M66,,,,member,alice.smith@uni.example,ES,4",
        "cloud,users,M900-M901,,,,member,alice.smith@uni.example,ES,5",
        "cloud,users,,2022-13-40,,,member,alice.smith@uni.example,ES,6",
        "cloud,users,,2031-01-01,2031-02-01,,member,alice.smith@uni.example,ES,7",
        "cloud,users,M1-M6,,,7,member,alice.smith@uni.example,ES,8",
        "cloud,users,M1-M6,,,,membr,alice.smith@uni.example,ES,9",
        "clod,users,M1-M6,,,,member,alice.smith@uni.example,ES,10",
        "cloud,usrs,M1-M6,,,,member,alice.smith@uni.example,ES,11",
        "cloud,cpu_hours,M1-M6,,,,member,alice.smith@uni.example,ES,12",
        "cloud,users,M1-M6,,,,member,smith, alice.smith@uni.example,ES,13",
        "cloud,users,M1-M6,,,,member,\"alice.smith@uni.example,ES,14",
        "cloud,users,M1-M6,,,,member,alice.smith@uni.example",
        "cloud,users,M1-M6,,,ten,total,alice.smith@uni.example,ES,15",
        "cloud,users,M1-M6,,,3,total,alice.smith@uni.example,ES,16",
    ];
    let usage = format!("{header}{}\n", rows.join("\n"));
    let files = [
        usage.clone().into_bytes(),
        usage.replace("entity", "entitty").into_bytes(),
        usage.replace("installation", "instalation").into_bytes(),
        usage.replace(',', ";").into_bytes(),
        [usage.as_bytes(), b"\xff\n"].concat(),
        format!("cloud,users,alice.smith@uni.example\n{usage}").into_bytes(),
    ];
    for (number, file) in files.into_iter().enumerate() {
        let project = Project::minimal().file("data/people.csv", file);
        assert!(project.findings(&[]).len() > 1, "{number}");
        let mut outputs: Vec<(&str, String)> = FORMS
            .iter()
            .map(|form| (form.name, shown(&project, form.name)))
            .collect();
        let build = project.run(&["build", "--keep-going"]);
        outputs.push(("build", build.stdout + &build.stderr));
        for (form, output) in outputs {
            let bare = output.to_lowercase();
            for word in ["alice", "smith", "uni.example"] {
                assert!(!bare.contains(word), "{number}, {form}: {output}");
            }
        }
    }
}
