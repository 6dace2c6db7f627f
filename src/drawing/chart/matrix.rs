//! Who belongs to what: a matrix with a mark where a row of a table names something.
//!
//! The rows of the table are along one side, what they name along the other; the shorter side becomes the columns. Rows
//! and names without any mark are left out: the table has them.

use serde::Serialize;

use crate::text::sentences;

/// One mark: a row of the table names something.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Index of the row of the table.
    pub row: usize,
    /// Index of what it names.
    pub name: usize,
    /// Index of the field that names it.
    pub soort: usize,
    /// A remark on it.
    pub noot: Option<String>,
}

/// The matrix.
#[derive(Debug, Clone, Serialize)]
pub struct Matrix {
    /// Names above the columns.
    pub columns: Vec<String>,
    /// Rows with a cell per column.
    pub rows: Vec<MatrixRow>,
    /// The marks and what they mean, when there is more than one.
    pub characters: Vec<LegendEntry>,
    /// Remarks, numbered from 1.
    pub noten: Vec<String>,
    /// Whether the names above the columns are rotated, because there are many.
    pub turned: bool,
    /// What it shows, in one sentence.
    pub sentence: String,
    /// All of it in words: per column, what belongs to it.
    pub alt: String,
}

/// A row.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    /// Its name.
    pub name: String,
    /// A cell per column; `None` where nothing is named.
    pub cells: Vec<Option<MatrixCell>>,
}

/// A cell with a mark.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixCell {
    /// Which mark: `full`, `ring`, `diamond` or `half`.
    pub character: &'static str,
    /// What the mark means here.
    pub word: String,
    /// Number of its remark.
    pub noot: Option<usize>,
    /// The remark.
    pub noot_text: Option<String>,
}

/// A mark and what it means.
#[derive(Debug, Clone, Serialize)]
pub struct LegendEntry {
    /// Which mark.
    pub character: &'static str,
    /// What it means.
    pub name: String,
}

/// The marks: they differ in shape, not only in colour.
const SIGNS: [&str; 4] = ["full", "ring", "diamond", "half"];
/// The most columns of a matrix; with more there is none.
const MAX_COLUMNS: usize = 14;
/// The most columns whose names are upright; with more they are rotated.
const MAX_UPRIGHT: usize = 3;

/// The matrix of a table, from the names of its rows, the names of what they name, the marks, and the titles of the
/// fields. `None` when there is too little to see or too much to fit.
pub fn matrix(rows: &[String], names: &[String], marks: &[Mark], soorten: &[String]) -> Option<Matrix> {
    let valid = |m: &&Mark| m.row < rows.len() && m.name < names.len() && m.soort < soorten.len();
    let marks: Vec<&Mark> = marks.iter().filter(valid).collect();
    let with_mark = |which: &dyn Fn(&Mark) -> usize, n: usize| -> Vec<usize> {
        (0..n).filter(|i| marks.iter().any(|m| which(m) == *i)).collect()
    };
    let (row_index, name_index) = (|m: &Mark| m.row, |m: &Mark| m.name);
    let (used_rows, used_names) = (with_mark(&row_index, rows.len()), with_mark(&name_index, names.len()));
    // The shorter side becomes the columns; a phone has more height than width.
    let transposed = used_rows.len() <= used_names.len();
    let (columns, lines) = if transposed { (&used_rows, &used_names) } else { (&used_names, &used_rows) };
    let used: Vec<usize> = (0..soorten.len()).filter(|s| marks.iter().any(|m| m.soort == *s)).collect();
    if columns.len() < 2 || columns.len() > MAX_COLUMNS || used.len() > SIGNS.len() {
        return None;
    }
    let character = |soort: usize| used.iter().position(|s| *s == soort).map_or(SIGNS[0], |i| SIGNS[i]);
    let name_of = |i: usize, row: bool| if row { rows[i].clone() } else { names[i].clone() };
    let more = used.len() > 1;
    let mut noten: Vec<String> = Vec::new();
    let mut out = Vec::new();
    for &row in lines {
        let mut cells = Vec::new();
        for &column in columns {
            let (row, name) = if transposed { (column, row) } else { (row, column) };
            let mark = marks.iter().find(|m| m.row == row && m.name == name);
            cells.push(mark.map(|mark| MatrixCell {
                character: character(mark.soort),
                word: if more { soorten[mark.soort].clone() } else { "ja".to_owned() },
                noot: mark.noot.as_ref().map(|noot| number(&mut noten, noot)),
                noot_text: mark.noot.clone(),
            }));
        }
        out.push(MatrixRow { name: name_of(row, !transposed), cells });
    }
    let columns: Vec<String> = columns.iter().map(|k| name_of(*k, transposed)).collect();
    Some(Matrix {
        sentence: sentence(&columns, &out),
        alt: alt(&columns, &out, more),
        turned: columns.len() > MAX_UPRIGHT,
        characters: if more {
            used.iter().map(|s| LegendEntry { character: character(*s), name: soorten[*s].clone() }).collect()
        } else {
            Vec::new()
        },
        noten,
        columns,
        rows: out,
    })
}

/// The number of a remark; the same words get the same number.
fn number(noten: &mut Vec<String>, noot: &str) -> usize {
    let at = noten.iter().position(|n| n == noot).unwrap_or_else(|| {
        noten.push(noot.to_owned());
        noten.len() - 1
    });
    at + 1
}

/// "Van de 15 namen staan er 3 bij Klein zorgoverleg en 15 bij JES-overleg."
fn sentence(columns: &[String], rows: &[MatrixRow]) -> String {
    let count = |k: usize| rows.iter().filter(|r| r.cells[k].is_some()).count();
    let begin = |n: usize| format!("Van de {} namen {} er", rows.len(), if n == 1 { "staat" } else { "staan" });
    if columns.len() <= 4 {
        let parts: Vec<String> =
            columns.iter().enumerate().map(|(k, name)| format!("{} bij {name}", count(k))).collect();
        return sentences::with_full_stop(&format!("{} {}", begin(count(0)), sentences::join_and(&parts)));
    }
    let most = (0..columns.len()).map(count).max().unwrap_or(0);
    let waar: Vec<&str> = (0..columns.len()).filter(|k| count(*k) == most).map(|k| columns[k].as_str()).collect();
    match waar[..] {
        [one] => sentences::with_full_stop(&format!("{} {most} bij {one}; dat is het meest", begin(most))),
        _ => format!("{} hoogstens {most} bij elkaar in één kolom.", begin(most)),
    }
}

fn alt(columns: &[String], rows: &[MatrixRow], more: bool) -> String {
    let column = |(k, name): (usize, &String)| {
        let parts: Vec<String> = rows
            .iter()
            .filter_map(|row| {
                let cell = row.cells[k].as_ref()?;
                Some(if more { format!("{} ({})", row.name, sentences::lower(&cell.word)) } else { row.name.clone() })
            })
            .collect();
        sentences::with_full_stop(&format!("{name}: {}", sentences::join_and(&parts)))
    };
    columns.iter().enumerate().map(column).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(what: &str, n: usize) -> Vec<String> {
        (1..=n).map(|i| format!("{what} {i}")).collect()
    }

    fn mark(row: usize, name: usize, soort: usize) -> Mark {
        Mark { row, name, soort, noot: None }
    }

    #[test]
    fn the_shorter_side_becomes_the_columns() {
        let marks = [mark(0, 0, 0), mark(0, 1, 0), mark(1, 1, 0), mark(1, 2, 0)];
        let soorten = ["Wie".to_owned()];
        let transposed = matrix(&names("overleg", 2), &names("rol", 3), &marks, &soorten).unwrap();
        assert_eq!((transposed.columns[1].as_str(), transposed.rows[2].name.as_str()), ("overleg 2", "rol 3"));
        let seen: Vec<Vec<bool>> =
            transposed.rows.iter().map(|r| r.cells.iter().map(Option::is_some).collect()).collect();
        assert_eq!(seen, [[true, false], [true, true], [false, true]]);
        assert_eq!(transposed.sentence, "Van de 3 namen staan er 2 bij overleg 1 en 2 bij overleg 2.");
        assert_eq!(transposed.alt, "overleg 1: rol 1 en rol 2. overleg 2: rol 2 en rol 3.");
        // The same table with its sides swapped gives the same picture.
        let changed: Vec<Mark> = marks.iter().map(|m| mark(m.name, m.row, 0)).collect();
        let changed = matrix(&names("rol", 3), &names("overleg", 2), &changed, &soorten).unwrap();
        assert_eq!((changed.alt, changed.sentence), (transposed.alt, transposed.sentence));
    }

    #[test]
    fn two_fields_have_two_signs_with_their_meaning() {
        let marks = [mark(0, 0, 0), mark(0, 1, 2), mark(1, 0, 0), mark(1, 0, 2)];
        let soorten = ["Altijd erbij", "Doel", "Kan erbij"].map(str::to_owned);
        let drawing = matrix(&names("overleg", 2), &names("rol", 2), &marks, &soorten).unwrap();
        let characters: Vec<(&str, &str)> = drawing.characters.iter().map(|t| (t.character, t.name.as_str())).collect();
        assert_eq!(characters, [("full", "Altijd erbij"), ("ring", "Kan erbij")]);
        assert_eq!(drawing.rows[1].cells[0].as_ref().unwrap().word, "Kan erbij");
        // Named twice in one place: the first field counts.
        assert_eq!(drawing.rows[0].cells[1].as_ref().unwrap().character, "full");
        assert!(drawing.alt.starts_with("overleg 1: rol 1 (altijd erbij) en rol 2 (kan erbij)."), "{}", drawing.alt);
    }

    #[test]
    fn remarks_are_numbered_once() {
        let noot = |row, name| Mark { noot: Some("indien nodig".to_owned()), ..mark(row, name, 0) };
        let marks = [noot(0, 0), noot(1, 1), mark(0, 1, 0)];
        let drawing = matrix(&names("a", 2), &names("b", 2), &marks, &["Wie".to_owned()]).unwrap();
        assert_eq!(drawing.noten, ["indien nodig"]);
        assert_eq!(drawing.rows[1].cells[1].as_ref().unwrap().noot, Some(1));
    }

    #[test]
    fn too_little_or_too_much_is_no_picture() {
        let soorten = ["Wie".to_owned()];
        assert!(matrix(&[], &[], &[], &soorten).is_none());
        assert!(matrix(&names("a", 5), &names("b", 5), &[mark(0, 0, 0)], &soorten).is_none());
        assert!(matrix(&names("a", 2), &names("b", 2), &[mark(9, 0, 0), mark(0, 9, 0)], &soorten).is_none());
        let many: Vec<Mark> = (0..60).map(|i| mark(i, i, 0)).collect();
        assert!(matrix(&names("a", 60), &names("b", 60), &many, &soorten).is_none());
        let long: Vec<Mark> = (0..60).map(|i| mark(i, i % 2, 0)).collect();
        let drawing = matrix(&vec!["Ä".repeat(300); 60], &names("b", 2), &long, &soorten).unwrap();
        assert_eq!((drawing.rows.len(), drawing.columns.len()), (60, 2));
        let fields = names("veld", 5);
        let five: Vec<Mark> = (0..5).map(|i| mark(i % 2, i % 3, i)).collect();
        assert!(matrix(&names("a", 2), &names("b", 3), &five, &fields).is_none());
    }

    #[test]
    fn one_and_many_are_counted_as_people_say_it() {
        let soorten = ["Wie".to_owned()];
        let drawing = matrix(&names("a", 2), &names("b", 2), &[mark(0, 0, 0), mark(1, 1, 0)], &soorten).unwrap();
        assert_eq!(drawing.sentence, "Van de 2 namen staat er 1 bij a 1 en 1 bij a 2.");
        let mut marks: Vec<Mark> = (0..6).map(|i| mark(i, i, 0)).collect();
        marks.push(mark(0, 1, 0));
        let drawing = matrix(&names("a", 6), &names("b", 6), &marks, &soorten).unwrap();
        assert_eq!(drawing.sentence, "Van de 6 namen staan er 2 bij a 1; dat is het meest.");
        let drawing = matrix(&names("a", 6), &names("b", 6), &marks[..6], &soorten).unwrap();
        assert_eq!(drawing.sentence, "Van de 6 namen staat er hoogstens 1 bij elkaar in één kolom.");
    }
}
