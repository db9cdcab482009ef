//! The words of the command line.

use std::path::PathBuf;

use clap::builder::{NonEmptyStringValueParser, PossibleValue, PossibleValuesParser};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum, ValueHint, value_parser};
use clap_complete::{ArgValueCandidates, ArgValueCompleter};

use crate::calendar::NaiveDate;
use crate::diag::Rule;
use crate::diag::emit::FORMS;
use crate::render::FORMATS;

use super::completions::{commands, periods, rules, shells, subjects};
use super::rule;

/// Checks Virtual Access figures and writes the report that goes to the Commission.
#[derive(Debug, Parser)]
#[command(name = "va-report", version, about, max_term_width = 100, after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) global: Global,
}

const EXAMPLES: &str = "\
Examples:
  va-report init                     begin a project in this folder
  va-report build --period M7-M12    check, then write out/M7-M12/report.docx and its companions
  va-report check                    every finding, in one run
  va-report check --diff             what needs no judgement, and how --fix would mend it
  va-report explain VA301            what a rule finds, and what to do

Exit codes: 0 done · 1 findings stand in the way · 2 the work could not be done";

/// Options that every command takes.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Options of every command")]
pub(super) struct Global {
    /// The project file [default: the nearest installations.toml upwards]
    #[arg(short, long, value_name = "FILE", global = true, value_hint = ValueHint::FilePath)]
    pub(super) config: Option<PathBuf>,
    /// Folder of the usage files [default: data beside the project file]
    #[arg(long, value_name = "DIR", global = true, value_hint = ValueHint::DirPath)]
    pub(super) data: Option<PathBuf>,
    /// Folder of the results [default: out beside the project file]
    #[arg(long, value_name = "DIR", global = true, value_hint = ValueHint::DirPath)]
    pub(super) out: Option<PathBuf>,
    /// Say less: results, and what stops the work
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Say more: notes too, where only their number is said
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
    /// Show no progress on a terminal
    #[arg(long, global = true)]
    pub(super) no_progress: bool,
    /// Use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(super) color: When,
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal, unless the environment says otherwise.
    Auto,
    /// In files and pipes too.
    Always,
    /// Not even on a terminal.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Begin a project: a commented installations.toml, data/, assessments/ and a job for CI
    Init(Init),
    /// Check, then write the report of a period
    Build(Build),
    /// Show every finding, in one run
    Check(Check),
    /// Bring the texts of an edited Word file back into assessments/
    Pull(Pull),
    /// Freeze what was submitted for a period, so that a later change to it is a finding
    Release(Release),
    /// Compare two periods, or two reports: figures, texts, installations
    Diff(Diff),
    /// Follow a figure back to its files, rows and conversions
    Trace(Trace),
    /// Look into a template of the Word file, or write one to start from
    #[command(subcommand)]
    Template(Template),
    /// Say what a rule finds and what to do about it
    Explain(Explain),
    /// Print the JSON Schema of installations.toml, for editors
    Schema,
    /// Print the script by which a shell completes options, rules, installations and periods
    Completions(Completions),
    /// Print the manual page of the program or of a command
    Man(Man),
}

/// Options of `init`.
#[derive(Debug, ClapArgs)]
pub(super) struct Init {
    /// Folder of the project; it is made when it does not exist, and what exists in it is never overwritten
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true, value_hint = ValueHint::DirPath)]
    pub(super) folder: PathBuf,
    /// Short name of the project
    #[arg(long, value_name = "NAME", default_value = "<< acronym >>", value_parser = NonEmptyStringValueParser::new())]
    pub(super) acronym: String,
    /// Work package that reports, such as WP4
    #[arg(long, value_name = "WP", default_value = "<< work package >>", value_parser = NonEmptyStringValueParser::new())]
    pub(super) work_package: String,
    /// First day of the project; month M1 begins with it
    #[arg(long, value_name = "DATE", default_value = "2025-01-01")]
    pub(super) start: NaiveDate,
    /// How many months the project has
    #[arg(long, value_name = "N", default_value = "36", value_parser = value_parser!(u16).range(1..=600))]
    pub(super) months: u16,
    /// Leave the job for CI out
    #[arg(long)]
    pub(super) no_ci: bool,
}

/// Options of `build`.
#[expect(
    clippy::struct_excessive_bools,
    reason = "the options are independent of each other"
)]
#[derive(Debug, ClapArgs)]
pub(super) struct Build {
    /// Reporting period: M7-M12, a group such as PY1, or latest (the last one with figures, else the first)
    #[arg(short, long, value_name = "PERIOD", default_value = "latest", add = ArgValueCandidates::new(periods))]
    pub(super) period: String,
    /// Formats to write
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = formats())]
    pub(super) format: Vec<String>,
    /// Write only these pieces, each as a file of its own: a chapter such as summary, access-provision or part-b-1.4; an
    /// unknown name lists what there is
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(super) section: Vec<String>,
    /// Write in spite of errors; gaps are marked where they stand, and the exit code stays 1
    #[arg(long)]
    pub(super) keep_going: bool,
    /// Write nothing; exit with 1 when the files in the folder are not what would be written
    #[arg(long)]
    pub(super) check: bool,
    /// Write the report only when it can be sent: no error or warning, no assessment to come, no placeholder
    #[arg(long = "final", conflicts_with = "keep_going")]
    pub(super) final_: bool,
    /// Put the findings that are not waived into the Word file, as comments at its headings; for drafts
    #[arg(long, conflicts_with = "final_")]
    pub(super) comments: bool,
    /// Who counts the pages for the lists of the Word file: nobody, or LibreOffice with the fonts of this machine
    #[arg(long, value_name = "WHO", default_value = "none")]
    pub(super) page_numbers: PageNumbers,
    /// Charts of the figures: pictures, in Word charts that can be edited there, or none
    #[arg(long, value_name = "KIND", default_value = "image")]
    pub(super) charts: Charts,
    /// Put the Word file into this template; docs/templates.md says how one is prepared
    #[arg(long, value_name = "FILE.docx", value_hint = ValueHint::FilePath)]
    pub(super) template: Option<PathBuf>,
    #[command(flatten)]
    pub(super) levels: Levels,
}

/// Who counts the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PageNumbers {
    /// Nobody: a dash stands for each number until Word counts them.
    None,
    /// LibreOffice, as it makes the pages of this machine.
    Libreoffice,
}

/// What becomes of charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Charts {
    /// Pictures, alike everywhere
    Image,
    /// In Word charts that can be edited there, elsewhere pictures
    Native,
    /// No charts, and no sentences that cite them
    None,
}

/// What is done with templates.
#[derive(Debug, Subcommand)]
pub(super) enum Template {
    /// List slots, styles and sections of a template, and what does not fit the report
    Check(TemplateCheck),
    /// Write the built-in template, to start from
    Init(TemplateInit),
}

/// Options of `template check`.
#[derive(Debug, ClapArgs)]
pub(super) struct TemplateCheck {
    /// The template [default: the one that installations.toml names]
    #[arg(value_name = "FILE.docx", value_hint = ValueHint::FilePath)]
    pub(super) file: Option<PathBuf>,
    /// Reporting period of the report that it is for
    #[arg(short, long, value_name = "PERIOD", default_value = "latest", add = ArgValueCandidates::new(periods))]
    pub(super) period: String,
    /// Form of the result
    #[arg(long, value_name = "FORM", default_value = "human")]
    pub(super) format: Shape,
}

/// Options of `template init`.
#[derive(Debug, ClapArgs)]
pub(super) struct TemplateInit {
    /// The file; one that exists is never overwritten
    #[arg(value_name = "FILE.docx", default_value = "template.docx", value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,
}

/// Options of `check`.
#[derive(Debug, ClapArgs)]
pub(super) struct Check {
    /// Reporting period up to which figures and texts are checked
    #[arg(short, long, value_name = "PERIOD", default_value = "latest", add = ArgValueCandidates::new(periods))]
    pub(super) period: String,
    /// Form of the findings
    #[arg(long, value_name = "FORM", default_value = "human", value_parser = forms())]
    pub(super) format: String,
    /// Show and judge only what is about an installation, or about a metric of it as INSTALLATION/METRIC
    #[arg(long, value_name = "INSTALLATION", add = ArgValueCompleter::new(subjects))]
    pub(super) about: Option<String>,
    /// Mend what needs no judgement in installations.toml and assessments/, then check; exports are never touched
    #[arg(long)]
    pub(super) fix: bool,
    /// Show what --fix would mend as a unified diff, and write nothing; exit with 1 when there is something
    #[arg(long)]
    pub(super) diff: bool,
    #[command(flatten)]
    pub(super) bar: Bar,
    #[command(flatten)]
    pub(super) levels: Levels,
}

/// Options of `release`.
#[derive(Debug, ClapArgs)]
pub(super) struct Release {
    /// Reporting period that was submitted, such as M7-M12
    #[arg(value_name = "PERIOD", add = ArgValueCandidates::new(periods))]
    pub(super) period: String,
    /// Replace the release of a period that was submitted again
    #[arg(long, requires = "reason")]
    pub(super) again: bool,
    /// Why it was submitted again; it is kept in the release
    #[arg(long, value_name = "TEXT", requires = "again", value_parser = NonEmptyStringValueParser::new())]
    pub(super) reason: Option<String>,
    #[command(flatten)]
    pub(super) levels: Levels,
}

/// Options of `diff`.
#[derive(Debug, ClapArgs)]
pub(super) struct Diff {
    /// The earlier one: a period, the folder of a build, a report.json, or a file of releases/
    #[arg(value_name = "BEFORE", add = ArgValueCandidates::new(periods))]
    pub(super) before: String,
    /// The later one
    #[arg(value_name = "AFTER", add = ArgValueCandidates::new(periods))]
    pub(super) after: String,
    /// Form of the result
    #[arg(long, value_name = "FORM", default_value = "human")]
    pub(super) format: Shape,
}

/// Options of `trace`.
#[derive(Debug, ClapArgs)]
pub(super) struct Trace {
    /// The figure: INSTALLATION/METRIC@PERIOD; without a period, all periods with figures and how they are folded
    #[arg(value_name = "FIGURE", add = ArgValueCompleter::new(subjects))]
    pub(super) figure: String,
}

/// Form of a result that people and programs read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shape {
    /// For people.
    Human,
    /// For programs, stable.
    Json,
}

/// What a report must reach besides having no error.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "How high the bar is")]
pub(super) struct Bar {
    /// Exit with 1 for warnings too
    #[arg(long)]
    pub(super) strict: bool,
    /// Exit with 1 unless the report can be sent: no error or warning, no assessment to come, no placeholder
    #[arg(long = "final", conflicts_with = "about")]
    pub(super) final_: bool,
    /// Exit with 1 when there are more warnings than that
    #[arg(long, value_name = "N")]
    pub(super) max_warnings: Option<usize>,
}

/// Options of `pull`.
#[derive(Debug, ClapArgs)]
pub(super) struct Pull {
    /// The Word file that was built by this tool and edited since
    #[arg(value_name = "EDITED.docx", value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,
    /// Reporting period of the file [default: the one that the build wrote into it, else latest]
    #[arg(short, long, value_name = "PERIOD", add = ArgValueCandidates::new(periods))]
    pub(super) period: Option<String>,
    /// Write nothing; show what would be written as a unified diff
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// How grave this run takes rules; it goes before what the project says, and the graver one wins.
#[derive(Debug, Default, ClapArgs)]
#[command(next_help_heading = "How grave rules are taken")]
pub(super) struct Levels {
    /// Take a rule's findings as errors; CODE is a code or name such as VA301
    #[arg(short = 'D', long, value_name = "CODE", value_parser = rule::named, add = ArgValueCompleter::new(rules))]
    pub(super) deny: Vec<&'static Rule>,
    /// Take a rule's findings as warnings; errors stay errors
    #[arg(short = 'W', long, value_name = "CODE", value_parser = rule::lenient, add = ArgValueCompleter::new(rules))]
    pub(super) warn: Vec<&'static Rule>,
    /// Drop a rule's findings; errors cannot be dropped
    #[arg(short = 'A', long, value_name = "CODE", value_parser = rule::lenient, add = ArgValueCompleter::new(rules))]
    pub(super) allow: Vec<&'static Rule>,
}

/// Options of `explain`.
#[derive(Debug, ClapArgs)]
pub(super) struct Explain {
    /// Code of the rule, such as VA301; without one, all rules are listed
    #[arg(value_parser = rule::named, add = ArgValueCompleter::new(rules))]
    pub(super) code: Option<&'static Rule>,
}

/// Options of `completions`.
#[derive(Debug, ClapArgs)]
#[command(after_help = COMPLETIONS)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_parser = PossibleValuesParser::new(shells()))]
    pub(super) shell: String,
}

const COMPLETIONS: &str = "\
Where a shell begins, put:
  source <(va-report completions bash)                                 ~/.bashrc
  source <(va-report completions zsh)                                  ~/.zshrc
  va-report completions fish | source                                  config.fish
  eval (va-report completions elvish | slurp)                          rc.elv
  va-report completions powershell | Out-String | Invoke-Expression    $PROFILE

Ids and periods are those of the project that --config names, or of the nearest installations.toml upwards.";

/// Options of `man`.
#[derive(Debug, ClapArgs)]
pub(super) struct Man {
    /// The command; without one, the page of the program
    #[arg(add = ArgValueCandidates::new(commands))]
    pub(super) command: Option<String>,
    /// Write all pages into a folder instead, such as ~/.local/share/man/man1
    #[arg(long, value_name = "DIR", conflicts_with = "command", value_hint = ValueHint::DirPath)]
    pub(super) dir: Option<PathBuf>,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(
        FORMATS
            .iter()
            .map(|format| PossibleValue::new(format.name).help(format.summary)),
    )
}

fn forms() -> PossibleValuesParser {
    PossibleValuesParser::new(
        FORMS
            .iter()
            .map(|form| PossibleValue::new(form.name).help(form.summary)),
    )
}
