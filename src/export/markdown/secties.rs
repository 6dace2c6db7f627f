//! The content of a section, per kind, from the same views that the templates of pages get.
//!
//! Texts in a view that a [`Writer`](crate::soorten::Writer) wrote are Markdown already; bare words (labels, names of
//! columns) are escaped here.

use std::borrow::Cow;

use tera::{Context, Value};

use crate::model::formaat::Soort;
use crate::text::commonmark::{escape, escape_line_start, item, stacked, table};

/// The content of a section.
pub(super) fn write(soort: Soort, context: &Context) -> String {
    let Some(view) = context.get("view").map(View) else { return String::new() };
    let blocks = match soort {
        Soort::Text => view.run("text").into_iter().collect(),
        Soort::Gegevens => vec![fields(&view)],
        Soort::Keuze => keuze(&view),
        Soort::Aanbod => aanbod(&view),
        Soort::Beoordeling => beoordeling(&view),
        Soort::Table | Soort::Bijlagen => rows(&view),
        Soort::Reeks => reeks(&view),
        Soort::Niveaus => view.lijst("niveaus").flat_map(|n| niveau(&n)).collect(),
        Soort::Stroomschema => view.lijst("fasen").flat_map(|f| fase(&f)).collect(),
        Soort::Begrippen => vec![begrippen(&view)],
    };
    stacked(&blocks)
}

/// A part of a view.
struct View<'a>(&'a Value);

impl<'a> View<'a> {
    fn part(&self, name: &'static str) -> Option<View<'a>> {
        #[cfg(test)]
        tests::asked(self.0, name);
        self.0.get_from_path(name).filter(|value| !value.is_none() && !value.is_undefined()).map(View)
    }

    fn lijst(&self, name: &'static str) -> impl Iterator<Item = View<'a>> + use<'a> {
        self.part(name).and_then(|part| part.0.as_array()).unwrap_or_default().iter().map(View)
    }

    /// The text as Markdown; `None` when empty.
    fn text(&self) -> Option<String> {
        let text = match self.0.as_str() {
            Some(text) if self.0.is_safe() => text.trim().to_owned(),
            Some(text) => escape(text.trim()),
            None => self.0.as_i64().map(|number| number.to_string()).unwrap_or_default(),
        };
        (!text.is_empty()).then_some(text)
    }

    fn run(&self, name: &'static str) -> Option<String> {
        self.part(name)?.text()
    }

    fn runs(&self, name: &'static str) -> Vec<String> {
        self.lijst(name).map(|part| part.text().unwrap_or_default()).collect()
    }

    fn is(&self, name: &'static str) -> bool {
        self.part(name).is_some_and(|part| part.0.is_truthy())
    }

    fn word(&self, name: &'static str) -> &'a str {
        self.part(name).and_then(|part| part.0.as_str()).unwrap_or_default()
    }
}

/// A run of text as a paragraph.
fn paragraph(run: &str) -> String {
    run.lines().map(escape_line_start).collect::<Vec<Cow<'_, str>>>().join("\n")
}

fn bold(run: &str) -> String {
    format!("**{}**", run.replace("\\\n", " "))
}

/// A label above what follows, such as a list: bold but no heading, since it is not part of the document's outline.
fn label(words: &str) -> String {
    bold(&escape(words))
}

/// A list of points; each point is its blocks.
fn points(points: impl IntoIterator<Item = Vec<String>>) -> String {
    let points: Vec<Vec<String>> = points.into_iter().filter(|blocks| !blocks.is_empty()).collect();
    let tight = points.iter().all(|blocks| blocks.len() == 1 && !blocks[0].contains('\n'));
    let points: Vec<String> = points.iter().map(|blocks| item("- ", &stacked(blocks))).collect();
    points.join(if tight { "\n" } else { "\n\n" })
}

/// "Titel: waarde (noot)"; a block comes below the title.
fn field(field: &View<'_>) -> Vec<String> {
    let (title, value) = (field.run("title").unwrap_or_default(), field.run("value").unwrap_or_default());
    let noot = field.run("noot").map(|noot| format!(" ({noot})")).unwrap_or_default();
    if field.is("block") {
        vec![format!("{}:{noot}", bold(&title)), value]
    } else {
        vec![format!("{}: {value}{noot}", bold(&title))]
    }
}

fn fields(view: &View<'_>) -> String {
    points(view.lijst("fields").map(|v| field(&v)))
}

/// A run with a remark in brackets.
fn with_noot(part: &View<'_>, name: &'static str) -> Option<String> {
    let value = part.run(name)?;
    Some(match part.run("noot") {
        Some(noot) => format!("{value} ({noot})"),
        None => value,
    })
}

fn keuze(view: &View<'_>) -> Vec<String> {
    let chosen = points(view.lijst("chosen").map(|option| {
        let name = option.run("name").unwrap_or_default();
        let options = option.run("options").map(|o| format!(": {o}")).unwrap_or_default();
        let noot = option.run("noot").map(|n| format!(" ({n})")).unwrap_or_default();
        let mut blocks = vec![paragraph(&format!("{name}{options}{noot}"))];
        blocks.extend(option.run("text"));
        blocks
    }));
    let heading = if chosen.is_empty() { "Eigen antwoord" } else { "Ook gekozen" };
    let mut out = vec![chosen];
    for others in view.lijst("others") {
        out.push(format!("{}: {}.", others.run("heading").unwrap_or_default(), others.runs("names").join(", ")));
    }
    out.extend(own(view, heading));
    out
}

/// What a school has besides the list of the format.
fn own(view: &View<'_>, heading: &str) -> Vec<String> {
    let all = points(view.lijst("own").map(|e| {
        let mut blocks = vec![bold(&e.run("name").unwrap_or_default())];
        blocks.extend(e.run("sentence").map(|sentence| paragraph(&sentence)));
        blocks.extend(e.run("general").map(|sentence| format!("_{sentence}_")));
        blocks.extend(e.run("is").map(|is| format!("Uitleg: {is}")));
        for (heading, name) in
            [("Hoort bij", "beside"), ("Waar", "waar"), ("Hoeveel", "hoeveel"), ("Helpt bij", "hulpvragen")]
        {
            blocks.extend(e.run(name).map(|words| format!("{heading}: {words}")));
        }
        blocks.extend(e.run("noot").map(|noot| paragraph(&noot)));
        blocks.extend(e.run("text"));
        blocks
    }));
    if all.is_empty() { Vec::new() } else { vec![label(heading), all] }
}

fn item_name(row: &View<'_>) -> String {
    row.run("name").unwrap_or_default()
}

/// Name of an item, after that of the item it belongs to.
fn name(row: &View<'_>) -> String {
    let name = item_name(row);
    row.run("below").map_or_else(|| name.clone(), |below| format!("{below}: {name}"))
}

/// The lines about an item: its sentence and the amount, as far as it has them.
fn item_lines(row: &View<'_>) -> Vec<String> {
    // General explanation, which the school did not write.
    let sentence = row.run("sentence").map(|sentence| format!("_{sentence}_"));
    let hoeveel = row.run("hoeveel").map(|hoeveel| format!("Hoeveel: {hoeveel}."));
    [sentence, hoeveel].into_iter().flatten().collect()
}

/// Whether something is there, or what was said instead.
fn stand<'a>(part: &View<'a>) -> &'a str {
    if part.is("says") {
        return part.word("says");
    }
    match part.word("stand") {
        "ja" => "ja",
        "nee" => "nee",
        "empty" => "",
        _ => "niet vermeld",
    }
}

fn aanbod(view: &View<'_>) -> Vec<String> {
    let columns = view.runs("columns");
    let mut out = Vec::new();
    if columns.is_empty() {
        if view.is("plaats_not_stated") {
            out.push("De school vermeldt niet waar dit is: op school, via het bestuur of via anderen.".to_owned());
        }
        for (word, heading) in [("ja", ""), ("nee", "Dit is er niet"), ("onbekend", "Niet vermeld of dit er is")] {
            let lijst = points(view.lijst("rows").filter(|r| r.word("stand") == word).map(|r| {
                let says = if r.is("says") { format!(" ({})", r.word("says")) } else { String::new() };
                let mut blocks = vec![format!("{}{says}", bold(&name(&r)))];
                blocks.extend(item_lines(&r).into_iter().chain(r.run("noot")).map(|line| paragraph(&line)));
                blocks.extend(r.run("text"));
                blocks
            }));
            if !lijst.is_empty() {
                out.extend((!heading.is_empty()).then(|| label(heading)));
                out.push(lijst);
            }
        }
    } else {
        out.extend(by_plaats_table(view, &columns));
    }
    let heading = if view.lijst("rows").next().is_some() { "Ook aanwezig, eigen aanbod" } else { "Eigen aanbod" };
    out.extend(own(view, heading));
    let elsewhere = view.runs("mentioned_elsewhere");
    if !elsewhere.is_empty() {
        out.push(label("Elders in dit profiel genoemd"));
        out.push(points(elsewhere.into_iter().map(|name| vec![paragraph(&name)])));
    }
    let not_mentioned = view.runs("not_mentioned");
    if !not_mentioned.is_empty() {
        let no = view.is("not_mentioned_is_no");
        out.push(label(if no { "Niet aanwezig" } else { "Niet genoemd" }));
        if !no {
            out.push(
                "De school noemt dit niet in haar profiel. Dat betekent niet dat het er niet is. Vraag het de school."
                    .to_owned(),
            );
        }
        out.push(points(not_mentioned.into_iter().map(|name| vec![paragraph(&name)])));
    }
    out
}

/// Offers by place, as a table; longer texts follow below it.
fn by_plaats_table(view: &View<'_>, columns: &[String]) -> Vec<String> {
    let mut rows = Vec::new();
    let mut texts = Vec::new();
    for row in view.lijst("rows") {
        let word = row.word("stand");
        let differs = |cell: View<'_>| cell.is("noot") || cell.is("says") || cell.word("stand") != word;
        let by_place = word == "ja" || row.lijst("cells").any(differs);
        let mut lines = item_lines(&row);
        lines.extend(row.run("noot").map(added));
        let mut cells: Vec<String> = row
            .lijst("cells")
            .map(|cell| {
                let noot = cell.run("noot").map(|noot| format!(" ({noot})")).unwrap_or_default();
                format!("{}{noot}", stand(&cell))
            })
            .collect();
        if !by_place || cells.is_empty() {
            cells = vec![if word == "ja" { String::new() } else { stand(&row).to_owned() }; columns.len()];
            if word == "ja" {
                let plaats = if row.is("without_plaats") { ", plaats niet vermeld" } else { "" };
                lines.insert(0, format!("Aanwezig{plaats}."));
            }
        }
        let name = name(&row);
        texts.extend(row.run("text").map(|text| vec![bold(&name), text]));
        rows.push([vec![name], cells, vec![lines.join(" ")]].concat());
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let heading = [vec!["Wat".to_owned()], columns.to_vec(), vec!["Toelichting".to_owned()]].concat();
    let mut out = vec![without_empty_tail(heading, rows)];
    out.push(points(texts));
    out
}

/// A table, without its last column when that is empty.
fn without_empty_tail(mut heading: Vec<String>, mut rows: Vec<Vec<String>>) -> String {
    if rows.iter().all(|row| row.last().is_none_or(String::is_empty)) {
        heading.pop();
        for row in &mut rows {
            row.pop();
        }
    }
    table(&heading, &rows)
}

fn beoordeling(view: &View<'_>) -> Vec<String> {
    let mut out: Vec<String> = view.run("sentence").into_iter().map(|sentence| paragraph(&sentence)).collect();
    if let [from, to] = &view.runs("poles")[..] {
        out.push(format!("De schaal loopt van {} tot {}.", bold(from), bold(to)));
    }
    let wide = |row: &View<'_>| {
        row.is("text")
            || row.lijst("judgements").any(|o| o.is("fields"))
            || row.lijst("fields").any(|v| v.is("block") || v.run("value").is_some_and(|w| w.contains('\n')))
    };
    out.extend(view.part("table").into_iter().flat_map(|table| rows(&table)));
    match view.run("schaal") {
        Some(schaal) if !view.lijst("rows").any(|r| wide(&r)) => {
            let rows = view.lijst("rows").map(|row| match row.run("group") {
                Some(group) => vec![bold(&group), String::new(), String::new()],
                None => vec![item_name(&row), judgements(&row).join("; "), remarks_and_fields(&row).join(" ")],
            });
            let rows: Vec<_> = rows.collect();
            if !rows.is_empty() {
                out.push(without_empty_tail(vec!["Onderdeel".to_owned(), schaal, "Toelichting".to_owned()], rows));
            }
        }
        schaal => out.extend(in_groups(view.lijst("rows"), |row| {
            let mut blocks = vec![bold(&item_name(row))];
            blocks.extend(row.run("meaning").map(|b| paragraph(&b)));
            if let Some(schaal) = &schaal {
                blocks.push(format!("{schaal}: {}", judgements(row).join("; ")));
            }
            blocks.extend(row.run("noot").map(|n| paragraph(&n)));
            blocks.extend(row.run("text"));
            blocks.push(fields(row));
            for o in row.lijst("judgements").filter(|o| o.is("fields") || schaal.is_none()) {
                blocks.extend(o.run("group").map(|group| format!("{group}:")));
                blocks.push(fields(&o));
                blocks.extend(o.run("noot").filter(|_| schaal.is_none()).map(|n| paragraph(&n)));
            }
            blocks
        })),
    }
    out.extend(own(view, "Eigen onderdelen"));
    out
}

fn judgements(row: &View<'_>) -> Vec<String> {
    let one = |o: View<'_>| {
        let group = o.run("group").map(|group| format!("{group}: ")).unwrap_or_default();
        let noot = o.run("noot").map(|noot| format!(" ({noot})")).unwrap_or_default();
        format!("{group}{}{noot}", o.run("name").unwrap_or_default())
    };
    row.lijst("judgements").map(one).collect()
}

/// A remark after other sentences: in brackets, unless it is a sentence itself.
fn added(noot: String) -> String {
    if noot.ends_with(['.', '!', '?']) { noot } else { format!("({noot})") }
}

fn remarks_and_fields(row: &View<'_>) -> Vec<String> {
    let mut out: Vec<String> = [row.run("meaning"), row.run("noot").map(added)].into_iter().flatten().collect();
    out.extend(row.lijst("fields").flat_map(|v| field(&v)));
    out
}

/// Rows as points; a group is a label above its own points.
fn in_groups<'a>(rows: impl Iterator<Item = View<'a>>, item: impl Fn(&View<'a>) -> Vec<String>) -> Vec<String> {
    let mut out = Vec::new();
    let mut open: Vec<Vec<String>> = Vec::new();
    for row in rows {
        match row.run("group") {
            Some(group) => {
                out.push(points(std::mem::take(&mut open)));
                out.push(bold(&group));
            }
            None => open.push(item(&row)),
        }
    }
    out.push(points(open));
    out
}

/// Cells of a row; `None` where nothing was filled in.
fn cells<'a>(row: &View<'a>) -> Vec<Option<View<'a>>> {
    row.lijst("cells").map(|cell| (!cell.0.is_none() && !cell.0.is_undefined()).then_some(cell)).collect()
}

/// A row as a point of a list: its first cell is its name.
fn row_point(row: &View<'_>, with_titles: bool) -> Vec<String> {
    let cells = cells(row);
    let more = cells.len() > 1;
    let mut out = Vec::new();
    for (number, cell) in cells.iter().enumerate() {
        let Some(cell) = cell else { continue };
        match (number, cell.is("block")) {
            (0, true) => {
                out.extend(cell.run("value"));
                out.extend(cell.run("noot").map(|noot| format!("({noot})")));
            }
            (0, false) if !cell.is("mark") => {
                let value = with_noot(cell, "value").unwrap_or_default();
                out.push(if more { bold(&value) } else { paragraph(&value) });
            }
            (_, false) if !with_titles && cell.is("bare") => {
                out.push(paragraph(&with_noot(cell, "value").unwrap_or_default()))
            }
            _ => out.extend(field(cell)),
        }
    }
    out
}

fn rows(view: &View<'_>) -> Vec<String> {
    let heading = view.runs("heading");
    let wide = |row: View<'_>| {
        cells(&row)
            .iter()
            .flatten()
            .any(|cell| cell.is("block") || with_noot(cell, "value").is_some_and(|value| value.contains('\n')))
    };
    let as_table = matches!(view.word("display"), "tabel" | "");
    if !as_table || view.lijst("rows").any(wide) {
        let with_titles = view.word("display") != "lijst" || heading.len() > 2;
        return in_groups(view.lijst("rows"), |row| row_point(row, with_titles));
    }
    let rows: Vec<Vec<String>> = view
        .lijst("rows")
        .map(|row| {
            let mut row = match row.run("group") {
                Some(group) => vec![bold(&group)],
                None => cells(&row)
                    .iter()
                    .map(|cell| cell.as_ref().and_then(|cell| with_noot(cell, "value")).unwrap_or_default())
                    .collect(),
            };
            row.resize(heading.len(), String::new());
            row
        })
        .collect();
    if rows.is_empty() { Vec::new() } else { vec![table(&heading, &rows)] }
}

fn reeks(view: &View<'_>) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rows = Vec::new();
    for row in view.lijst("rows") {
        let name = row.run("name").unwrap_or_default();
        texts.extend(row.run("text").map(|text| vec![bold(&name), text]));
        let cells = cells(&row);
        let cells = cells.iter().map(|c| c.as_ref().and_then(|c| with_noot(c, "value")).unwrap_or_default());
        rows.push([vec![name], cells.collect(), vec![row.run("noot").unwrap_or_default()]].concat());
    }
    let heading = [vec!["Onderdeel".to_owned()], view.runs("columns"), vec!["Toelichting".to_owned()]].concat();
    let unit = view.run("unit").map(|e| format!("Eenheid: {e}. ")).unwrap_or_default();
    let empty = format!("{unit}Een leeg vak betekent dat de school niets heeft ingevuld.");
    let mut out =
        if rows.is_empty() { Vec::new() } else { vec![without_empty_tail(heading, rows), empty, points(texts)] };
    out.extend(own(view, "Eigen onderdelen"));
    out
}

fn niveau(niveau: &View<'_>) -> Vec<String> {
    let share = niveau
        .run("share")
        .map(|share| format!(" ({share}{})", escape(niveau.word("of_leerlingen"))))
        .unwrap_or_default();
    let mut out = vec![format!("#### {}{share}", niveau.run("name").unwrap_or_default().replace("\\\n", " "))];
    out.extend(niveau.run("who").map(|who| format!("Wie: {who}")));
    out.extend(niveau.run("noot").map(|noot| paragraph(&noot)));
    out.extend(niveau.run("text"));
    out.extend(in_groups(niveau.lijst("rows"), |row| row_point(row, true)));
    out
}

fn fase(fase: &View<'_>) -> Vec<String> {
    let band = fase.run("band").map(|band| format!(" ({band})")).unwrap_or_default();
    let heading = fase.run("title").map(|title| format!("#### {}{band}", title.replace("\\\n", " ")));
    let mut out: Vec<String> = heading.into_iter().collect();
    if let Some(itself) = fase.part("itself") {
        out.extend(about_step(&itself));
    }
    out.push(stappen(fase));
    out
}

/// Steps as a numbered list. Numbers run on through branches; where they jump, a list with another delimiter begins,
/// since within one list Markdown keeps counting.
fn stappen(view: &View<'_>) -> String {
    let mut out = Vec::new();
    let mut previous = None;
    let mut character = '.';
    for stap in view.lijst("stappen") {
        let number = stap.part("number").and_then(|n| n.0.as_u64()).unwrap_or(1);
        if previous.is_some_and(|previous| previous + 1 != number) {
            character = if character == '.' { ')' } else { '.' };
        }
        previous = Some(number);
        out.push(item(&format!("{number}{character} "), &stacked(&one_stap(&stap))));
    }
    out.join("\n\n")
}

fn one_stap(stap: &View<'_>) -> Vec<String> {
    let ending = if stap.word("soort") == "end" { " (einde)" } else { "" };
    let mut out = vec![format!("{}{ending}", bold(&stap.run("title").unwrap_or_default()))];
    out.extend(about_step(stap));
    if stap.is("more") {
        out.push("Hier kan meer dan één antwoord tegelijk gelden.".to_owned());
    }
    out.push(points(stap.lijst("takken").map(|tak| {
        let mut out = vec![format!("Als: {}", tak.run("when").unwrap_or_default())];
        out.extend(tak.run("is").map(|is| format!("Uitleg: {is}")));
        out.extend(tak.run("noot").map(|noot| paragraph(&noot)));
        out.push(stappen(&tak));
        out.extend(goes_on_at(&tak, "to").or_else(|| goes_on_at(&tak, "afterwards")));
        out
    })));
    out.extend(goes_on_at(stap, "to"));
    out
}

/// What is said about a step or a phase besides its name.
fn about_step(stap: &View<'_>) -> Vec<String> {
    let lines =
        [("Wie", "who"), ("Voorwaarde", "condition"), ("Hoeveel", "hoeveel"), ("Overleg", "meeting"), ("Uitleg", "is")];
    let details =
        lines.iter().filter_map(|(heading, name)| Some(vec![format!("{}: {}", label(heading), stap.run(name)?)]));
    let mut out = vec![points(details.chain(stap.lijst("fields").map(|v| field(&v))))];
    out.extend(stap.run("noot").map(|noot| paragraph(&noot)));
    out.extend(stap.run("text"));
    out
}

fn goes_on_at(view: &View<'_>, name: &'static str) -> Option<String> {
    let to = view.part(name)?;
    Some(format!("Verder bij stap {}: {}", to.run("number")?, to.run("title")?))
}

fn begrippen(view: &View<'_>) -> String {
    points(view.lijst("begrippen").map(|begrip| {
        let term = begrip.run("term").unwrap_or_default();
        let meaning = begrip.run("meaning").unwrap_or_else(|| "betekenis niet ingevuld".to_owned());
        vec![format!("{}: {meaning}", bold(&term))]
    }))
}

/// A field of a view is named here by a text, which no compiler holds against the view: a field that is called otherwise
/// would be left out in silence. So every name that is asked for is held against the views of real documents.
#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::{Path, PathBuf};

    use tera::Value;

    use crate::load;
    use crate::pages::Build;
    use crate::regio::{Regio, shown};

    thread_local! {
        /// Of each name that was asked for, whether the view had it, with the names that it had.
        static ASKED: RefCell<BTreeMap<&'static str, BTreeSet<(bool, String)>>> = const { RefCell::new(BTreeMap::new()) };
    }

    /// Remembers what is asked of a view.
    pub(super) fn asked(view: &Value, name: &'static str) {
        let Some(fields) = view.as_map() else { return };
        let mut names: Vec<String> = fields.keys().map(ToString::to_string).collect();
        names.sort_unstable();
        let there = names.iter().any(|field| field == name);
        ASKED.with_borrow_mut(|asked| asked.entry(name).or_default().insert((there, names.join(", "))));
    }

    /// The names between quotes of this file that stand where a field of a view is asked for.
    fn names_in_the_code() -> BTreeSet<&'static str> {
        let code = include_str!("secties.rs").split("#[cfg(test)]\nmod tests").next().unwrap();
        let mut names = BTreeSet::new();
        for call in
            ["part(", "lijst(", "run(", "runs(", "is(", "word(", "further(stap, ", "further(&tak, ", "with_noot(cell, "]
        {
            let call = format!("{call}\"");
            let parts = code.split(call.as_str()).skip(1);
            names.extend(parts.filter_map(|part| part.split('"').next()).filter(|name| !name.is_empty()));
        }
        names
    }

    /// The small site with answers that the others do not have: an option that was not chosen, an offer without its place.
    fn rare_answers(small: &Path) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for found in walkdir::WalkDir::new(small).into_iter().map(Result::unwrap) {
            let to = dir.path().join(found.path().strip_prefix(small).unwrap());
            if found.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
                continue;
            }
            let mut text = fs::read_to_string(found.path()).unwrap();
            for (from, into) in [
                ("soort: keuze, opties:", "soort: keuze, meer: ja, opties:"),
                ("concept: regulier\n", "concept: {regulier: ja, jenaplan: nee}\n"),
                ("orthopedagoog: [school, extern]", "orthopedagoog: ja"),
            ] {
                text = text.replace(from, into);
            }
            fs::write(to, text).unwrap();
        }
        dir
    }

    #[test]
    fn every_field_that_markdown_asks_for_is_a_field_of_the_view() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let rare = rare_answers(&root.join("tests/small/content"));
        let sites = ["content", "tests/small/content", "tests/charts/content"].map(|site| root.join(site));
        for content in sites.iter().map(PathBuf::as_path).chain([rare.path()]) {
            let (site, _) = load::load(content).map_err(|err| err.0).unwrap();
            let site = site.unwrap();
            let regio = Regio::new(&site);
            let map = shown::map(&regio, Build { with_pdf: true, concepten: false });
            let of_schools = site.scholen.iter().flat_map(|s| s.documenten.iter().map(move |d| (Some(s.as_ref()), d)));
            for (school, document) in of_schools.chain(site.praktijk.iter().map(|d| (None, d))) {
                super::super::document(&regio, &map, school, document).unwrap();
            }
        }
        let asked = ASKED.with_borrow(Clone::clone);
        let wrong: Vec<_> = asked
            .iter()
            .flat_map(|(name, views)| views.iter().filter(|(there, _)| !there).map(move |(_, fields)| (name, fields)))
            .map(|(name, fields)| format!("`{name}` is no field of a view with {fields}"))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let seen: BTreeSet<&str> = asked.keys().copied().collect();
        let unseen: Vec<_> = names_in_the_code().difference(&seen).copied().collect();
        assert!(unseen.is_empty(), "no document of these sites has a view that is asked for {unseen:?}");
    }
}
