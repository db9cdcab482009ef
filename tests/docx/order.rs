//! The order in which the schema of WordprocessingML (ISO/IEC 29500-1, transitional) wants the children of elements.

use crate::xml::Element;

/// Children by element, in the order of the schema; `=` joins those that may stand in any order.
#[rustfmt::skip]
const ORDER: &[(&str, &str)] = &[
    ("w:document", "background body"),
    ("w:p", "pPr r=hyperlink=bookmarkStart=bookmarkEnd=commentRangeStart=commentRangeEnd"),
    ("w:r", "rPr t=br=tab=fldChar=instrText=drawing=footnoteReference=footnoteRef=separator=continuationSeparator=\
        commentReference=annotationRef"),
    ("w:pPr", "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs \
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd \
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment \
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"),
    ("w:rPr", "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid \
        vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em \
        lang eastAsianLayout specVanish oMath"),
    ("w:numPr", "ilvl numId numberingChange ins"),
    ("w:pBdr", "top left bottom right between bar"),
    ("w:tbl", "tblPr tblGrid tr"),
    ("w:tblPr", "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing \
        tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"),
    ("w:tblBorders", "top left bottom right insideH insideV"),
    ("w:tblCellMar", "top left bottom right"),
    ("w:tr", "tblPrEx trPr tc"),
    ("w:trPr", "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden \
        ins del trPrChange"),
    ("w:tc", "tcPr p=tbl"),
    ("w:tcPr", "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"),
    ("w:tcBorders", "top left bottom right insideH insideV tl2br tr2bl"),
    ("w:sectPr", "headerReference=footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType \
        pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"),
    ("w:sdt", "sdtPr sdtEndPr sdtContent"),
    ("w:sdtPr", "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex docPartObj=text"),
    ("w:docPartObj", "docPartGallery docPartCategory docPartUnique"),
    ("w:styles", "docDefaults latentStyles style"),
    ("w:docDefaults", "rPrDefault pPrDefault"),
    ("w:style", "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked \
        personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"),
    ("w:tblStylePr", "pPr rPr tblPr trPr tcPr"),
    ("w:numbering", "numPicBullet abstractNum num numIdMacAtCleanup"),
    ("w:abstractNum", "nsid multiLevelType tmpl name styleLink numStyleLink lvl"),
    ("w:lvl", "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"),
    ("w:num", "abstractNumId lvlOverride"),
    ("w:lvlOverride", "startOverride lvl"),
    ("w:settings", "zoom mirrorMargins defaultTabStop evenAndOddHeaders characterSpacingControl footnotePr endnotePr \
        compat rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator"),
    ("w:footnotePr", "pos numFmt numStart numRestart footnote"),
    ("w:font", "altName panose1 charset family notTrueType pitch sig"),
];

/// Elements that may hold the same child more than once although their name says that they hold properties.
const REPEATING: &[&str] = &["w:sectPr", "w:footnotePr"];

/// Returns what is wrong with the order of children in a part, one sentence for each fault.
pub(crate) fn faults(root: &Element) -> Vec<String> {
    root.all().into_iter().flat_map(faults_of).collect()
}

fn faults_of(element: &Element) -> Vec<String> {
    let name = element.name.as_str();
    let Some((_, order)) = ORDER.iter().find(|(known, _)| *known == name) else {
        return Vec::new();
    };
    let rank = |child: &str| {
        let bare = child.strip_prefix("w:")?;
        let fits = |group: &str| group.split('=').any(|known| known == bare);
        order.split_whitespace().position(fits)
    };
    let mut faults = Vec::new();
    let mut before: Option<(&str, usize)> = None;
    for child in element.children() {
        let Some(place) = rank(&child.name) else {
            faults.push(format!("{name} cannot hold {}", child.name));
            continue;
        };
        if let Some((other, last)) = before {
            if place < last {
                faults.push(format!("{} stands after {other} in {name}", child.name));
            }
            if child.name == other && name.ends_with("Pr") && !REPEATING.contains(&name) {
                faults.push(format!("{other} stands twice in {name}"));
            }
        }
        before = Some((&child.name, place));
    }
    faults
}
