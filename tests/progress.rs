//! Progress is drawn on a terminal only.

mod support;

use support::Project;

#[test]
fn nothing_is_drawn_where_nobody_watches() {
    for options in [
        &["build"][..],
        &["build", "--no-progress"],
        &["check", "--verbose"],
    ] {
        let run = Project::minimal().run(options);
        assert_eq!(run.code, 0);
        assert!(!run.stderr.contains('\r'), "{run:?}");
        assert!(!run.stderr.contains("reading"), "{run:?}");
    }
}
