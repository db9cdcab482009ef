//! Forms in which the same thing is written, and which of them is the usual one.

use crate::catalogue::Installation;
use crate::diag::{Diagnostic, Rule, safe};
use crate::source::Place;

use super::about::about;

/// The forms of a thing that is written in more than one.
#[derive(Debug)]
pub(in crate::checks) struct Forms<T> {
    /// The forms, the most frequent first; of two that are as frequent, the one that comes first.
    all: Vec<Form<T>>,
    /// The first that is not written in the usual form.
    odd: T,
    /// Which form that is.
    odd_form: String,
}

/// A form.
#[derive(Debug)]
struct Form<T> {
    /// How it is written.
    text: String,
    /// How often.
    count: usize,
    /// Where first.
    first: T,
}

/// Returns the forms of what is written; `None` when there is only one, or nothing.
pub(in crate::checks) fn forms<T: Copy>(
    written: impl Iterator<Item = (String, T)>,
) -> Option<Forms<T>> {
    let mut all: Vec<Form<T>> = Vec::new();
    for (text, first) in written {
        match all.iter_mut().find(|form| form.text == text) {
            Some(form) => form.count += 1,
            None => all.push(Form {
                text,
                count: 1,
                first,
            }),
        }
    }
    let usual = all.iter().map(|form| form.count).max()?;
    let at = all.iter().position(|form| form.count == usual)?;
    let odd = all.iter().enumerate().find(|(other, _)| *other != at)?.1;
    let (odd, odd_form) = (odd.first, odd.text.clone());
    all.sort_by_key(|form| std::cmp::Reverse(form.count));
    Some(Forms { all, odd, odd_form })
}

impl<T> Forms<T> {
    /// Returns the usual form.
    fn usual(&self) -> &str {
        self.all.first().map_or("", |form| form.text.as_str())
    }

    /// Returns the forms but that of the first odd one.
    fn others(&self) -> impl Iterator<Item = &Form<T>> {
        self.all.iter().filter(|form| form.text != self.odd_form)
    }

    /// Returns all forms for people: "`a` (9 times), `b` (2 times)".
    fn counted(&self) -> String {
        let each = self
            .all
            .iter()
            .map(|form| format!("`{}` ({})", safe(&form.text), form.times()));
        each.collect::<Vec<_>>().join(", ")
    }
}

impl Forms<(&Installation, Place)> {
    /// Returns a finding about what installations write in several forms: `what` names it and ends in a verb, `place` says
    /// where to write the usual form.
    pub(in crate::checks) fn finding(
        &self,
        rule: &'static Rule,
        what: &str,
        place: &str,
    ) -> Diagnostic {
        let (installation, odd) = self.odd;
        let message = format!("{what} in {} ways: {}", self.all.len(), self.counted());
        let finding = Diagnostic::new(rule, message)
            .at(odd, "the first that differs")
            .help(format!("write `{}` {place}", safe(self.usual())))
            .about(about(installation, None));
        self.others().fold(finding, |finding, form| {
            finding.see(form.first.1, format!("written so {}", form.times()))
        })
    }
}

impl<T> Form<T> {
    /// Returns how often it is written, in words.
    fn times(&self) -> String {
        match self.count {
            1 => "once".to_owned(),
            count => format!("{count} times"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::forms;

    fn of(written: &[&str]) -> Option<(usize, String)> {
        let all = written.iter().enumerate();
        let forms = forms(all.map(|(at, text)| ((*text).to_owned(), at)))?;
        Some((forms.odd, forms.counted()))
    }

    #[test]
    fn the_usual_form_is_the_most_frequent() {
        let found = of(&["M1-M36", "36 months", "36 months", "M01-M36"]);
        let counted = "`36 months` (2 times), `M1-M36` (once), `M01-M36` (once)";
        assert_eq!(found, Some((0, counted.to_owned())));
        assert_eq!(of(&["a", "b"]).map(|(odd, _)| odd), Some(1));
    }

    #[test]
    fn one_form_is_no_finding() {
        assert_eq!(of(&["a", "a"]), None);
        assert_eq!(of(&[]), None);
    }
}
