//! The manifest of a build: what went in, what came out, and with which tool. No clock, no user, no machine.

use serde::Serialize;

/// An input file.
#[derive(Debug, Clone, Serialize)]
pub struct Input {
    /// Path relative to installations.toml.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: usize,
    /// What became of its rows; nothing for a file without rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<Rows>,
}

/// What became of the rows of a usage file: read = used + outside + replaced + refused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Rows {
    /// Rows that were read.
    pub read: usize,
    /// Rows that are part of the ledger.
    pub used: usize,
    /// Rows outside the project.
    pub outside: usize,
    /// Rows that a later row with the same `record_id` replaced.
    pub replaced: usize,
    /// Rows with faults, which findings name.
    pub refused: usize,
}

/// An output file.
#[derive(Debug, Clone, Serialize)]
pub struct Output {
    /// Name in the folder of the period.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: usize,
}

/// The options of the run that change what is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// Names of the formats, in the order in which the tool lists them.
    pub formats: Vec<&'static str>,
    /// Whether it was written only because it could be sent.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// Whether errors were passed over.
    pub keep_going: bool,
    /// Who counted the pages of the Word file: `none`, or `libreoffice` with the fonts of its machine.
    pub page_numbers: &'static str,
    /// What charts are, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charts: Option<&'static str>,
    /// Codes of the rules whose findings were taken as errors.
    pub deny: Vec<&'static str>,
    /// Codes of the rules whose findings were taken as warnings.
    pub warn: Vec<&'static str>,
    /// Codes of the rules whose findings were dropped.
    pub allow: Vec<&'static str>,
}

/// The manifest of a build.
#[derive(Debug, Clone, Serialize)]
pub struct Manifest {
    /// Version of this form.
    pub version: u32,
    /// Name of the tool.
    pub tool: &'static str,
    /// Version of the tool.
    pub tool_version: &'static str,
    /// The period that is reported.
    pub period: String,
    /// The options of the run.
    pub settings: Settings,
    /// The input files, sorted by name.
    pub inputs: Vec<Input>,
    /// Findings that are waived: rule, address and reason.
    pub waived: Vec<[String; 3]>,
    /// The output files, sorted by name.
    pub outputs: Vec<Output>,
}

/// Returns the names of the outputs that the bytes of a manifest list; none where they are no manifest.
pub fn outputs_of(manifest: &[u8]) -> Vec<String> {
    let value: serde_json::Value = serde_json::from_slice(manifest).unwrap_or_default();
    let outputs = value.get("outputs").and_then(|outputs| outputs.as_array());
    let names = outputs.into_iter().flatten();
    names
        .filter_map(|output| Some(output.get("name")?.as_str()?.to_owned()))
        .collect()
}

impl Manifest {
    /// Returns the manifest as JSON.
    ///
    /// # Errors
    ///
    /// Fails only when it cannot be serialised, which is a bug.
    pub fn to_json(&self) -> anyhow::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}
