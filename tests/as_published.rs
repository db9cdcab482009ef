//! The published report with its own faults: `check` finds what its reviewers did not, at these places and no others.

mod support;

use expect_test::expect_file;
use support::Project;

#[test]
fn the_faults_of_the_published_report_are_found_at_their_places() {
    let run = Project::shipped("examples/as-published").run(&["check", "--format", "concise"]);
    expect_file!["fixtures/as-published.txt"].assert_eq(&run.stdout);
}
