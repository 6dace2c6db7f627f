//! Scripts: modules in `static/js/`, joined into one classic script for each page that has one, because browsers do not load
//! modules from a disk (docs/decisions/051).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::melding::{Code, Melding, Meldingen};
use crate::reading::did_you_mean;
use crate::source::{Source, Span};

/// The folder of modules below `static/`.
const FOLDER: &str = "js/";

/// The files that pages ask for, with the module that each begins with.
const JOINED: [(&str, &str); 4] =
    [("vergelijk.js", "school-table"), ("naast.js", "side-by-side"), ("stappen.js", "walker"), ("zoek.js", "search")];

/// The names of the files that modules are joined into.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    JOINED.iter().map(|(name, _)| *name)
}

/// Puts the joined files in place of the modules, unless a theme brings a whole one under that name. A module that no page's
/// script imports stays what it is: a template of the theme may ask for it. Gives the names of the modules that were used.
///
/// `shown` says how the path of a file is shown.
pub(super) fn join(
    files: &mut BTreeMap<String, Vec<u8>>,
    shown: &dyn Fn(&str) -> String,
    messages: &mut Meldingen,
) -> BTreeSet<String> {
    let mut modules = BTreeMap::new();
    for (path, bytes) in &*files {
        let name = path.strip_prefix(FOLDER).and_then(|path| path.strip_suffix(".js"));
        if let Some(name) = name {
            let text = String::from_utf8_lossy(bytes).into_owned();
            modules.insert(name.to_owned(), Source::new(shown(path), text));
        }
    }
    let mut used = BTreeSet::new();
    for (name, first) in JOINED {
        let mut script = Script { modules: &modules, done: BTreeMap::new(), text: String::new(), messages };
        script.add(first, None);
        let text = format!("(() => {{\n'use strict';\n{}}})();\n", script.text);
        used.extend(script.done.into_keys());
        files.entry(name.to_owned()).or_insert_with(|| text.into_bytes());
    }
    used.into_iter().map(|name| format!("{FOLDER}{name}.js")).inspect(|path| drop(files.remove(path))).collect()
}

struct Script<'a> {
    modules: &'a BTreeMap<String, std::sync::Arc<Source>>,
    /// Modules that are in it, or that are being added, with what they export.
    done: BTreeMap<String, Vec<String>>,
    text: String,
    messages: &'a mut Meldingen,
}

impl Script<'_> {
    /// Adds a module behind those that it imports.
    fn add(&mut self, name: &str, asked: Option<&Span>) {
        if self.done.contains_key(name) {
            return;
        }
        let Some(source) = self.modules.get(name).cloned() else {
            if let Some(asked) = asked {
                let said = format!("er is geen `{FOLDER}{name}.js`");
                let known = self.modules.keys().map(String::as_str);
                self.messages.push(Melding::at(Code::ThemaError, asked, said).hint(did_you_mean(name, known)));
            }
            return;
        };
        self.done.insert(name.to_owned(), Vec::new());
        let mut body = String::new();
        let mut exported: Vec<String> = Vec::new();
        let mut at = 0;
        for line in source.text().split_inclusive('\n') {
            let span = Span::new(&source, at, at + line.trim_end().len());
            at += line.len();
            if line.starts_with("import ") {
                let Some((names, from)) = imported(line) else {
                    self.refuse(&span, "schrijf het als `import { a, b } from './naam.js';`, op één regel");
                    continue;
                };
                self.add(from, Some(&span));
                self.expect_exports(&names, from, &span);
                let _ = writeln!(body, "const {{ {} }} = {};", names.join(", "), variable(from));
            } else if let Some(rest) = line.strip_prefix("export ") {
                let Some(word) = declared(rest) else {
                    self.refuse(&span, "zet `export` voor een `function`, `async function`, `class` of `const`");
                    continue;
                };
                exported.push(word.to_owned());
                body.push_str(rest);
            } else {
                body.push_str(line);
            }
        }
        if !body.ends_with('\n') {
            body.push('\n');
        }
        let gives =
            if exported.is_empty() { String::new() } else { format!("return {{ {} }};\n", exported.join(", ")) };
        let takes = if exported.is_empty() { String::new() } else { format!("const {} = ", variable(name)) };
        let _ = write!(self.text, "\n{takes}(() => {{\n{body}{gives}}})();\n");
        self.done.insert(name.to_owned(), exported);
    }

    fn expect_exports(&mut self, names: &[&str], from: &str, span: &Span) {
        let Some(exported) = self.done.get(from) else { return };
        for name in names {
            if !exported.iter().any(|known| known == name) {
                let said = format!("`{from}.js` geeft geen `{name}`");
                let hint = did_you_mean(name, exported.iter().map(String::as_str));
                self.messages.push(Melding::at(Code::ThemaError, span, said).hint(hint));
            }
        }
    }

    fn refuse(&mut self, span: &Span, hint: &str) {
        self.messages.push(Melding::at(Code::ThemaError, span, "deze regel kan niet samengevoegd worden").hint(hint));
    }
}

/// The names in `import { a, b } from './x.js';`, and `x`.
fn imported(line: &str) -> Option<(Vec<&str>, &str)> {
    let rest = line.trim_end().strip_prefix("import {")?;
    let (names, from) = rest.split_once("} from ")?;
    let from = from.strip_suffix(';').unwrap_or(from).trim_matches(['\'', '"']);
    let module = from.strip_prefix("./")?.strip_suffix(".js")?;
    let names: Vec<&str> = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    names.iter().all(|name| is_name(name)).then_some((names, module))
}

/// The name that a declaration declares.
fn declared(line: &str) -> Option<&str> {
    let rest = ["function ", "async function ", "const ", "class "].iter().find_map(|word| line.strip_prefix(word))?;
    let end = rest.find(|c: char| !is_in_name(c)).unwrap_or(rest.len());
    rest.get(..end).filter(|name| is_name(name))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_in_name)
}

fn is_in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// What holds the exports of a module.
fn variable(name: &str) -> String {
    name.chars()
        .fold("module_".to_owned(), |out, c| out + if is_in_name(c) { c.to_string() } else { "_".to_owned() }.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(modules: &[(&str, &str)]) -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for first in ["school-table", "side-by-side", "walker"] {
            files.insert(format!("js/{first}.js"), Vec::new());
        }
        files.extend(modules.iter().map(|(name, text)| (format!("js/{name}.js"), text.as_bytes().to_vec())));
        let mut messages = Meldingen::new();
        join(&mut files, &|path| format!("static/{path}"), &mut messages);
        let place = |m: &Melding| m.line_column().map(|(line, _)| line).unwrap_or_default();
        let said = messages.iter().map(|m| format!("{}:{} {}", m.file(), place(m), m.message)).collect();
        (files, said)
    }

    #[test]
    fn a_module_stands_before_those_that_import_it_once_in_a_scope_of_its_own() {
        let (files, said) = joined(&[
            (
                "search",
                "import { make } from './dom.js';\nimport { far } from './word-list.js';\nconst own = make(far);\n",
            ),
            ("word-list", "import { make } from './dom.js';\nconst own = 1;\nexport const far = make(own);\n"),
            ("dom", "export function make(x) { return x; }"),
        ]);
        assert_eq!(said, Vec::<String>::new());
        assert_eq!(
            String::from_utf8(files["zoek.js"].clone()).unwrap(),
            "(() => {\n'use strict';\n\nconst module_dom = (() => {\nfunction make(x) { return x; }\nreturn { make };\n})();\n\n\
             const module_word_list = (() => {\nconst { make } = module_dom;\nconst own = 1;\nconst far = make(own);\n\
             return { far };\n})();\n\n(() => {\nconst { make } = module_dom;\nconst { far } = module_word_list;\n\
             const own = make(far);\n})();\n})();\n"
        );
        assert!(files.keys().all(|name| !name.starts_with("js/")), "{:?}", files.keys());
    }

    #[test]
    fn a_whole_script_of_a_theme_stays_and_so_does_a_module_that_no_page_imports() {
        let (files, said) = joined(&[("search", "start();\n"), ("agenda", "export { x };\n")]);
        assert_eq!(said, Vec::<String>::new());
        assert!(files.contains_key("js/agenda.js") && files.contains_key("stappen.js"), "{:?}", files.keys());
        let mut files = BTreeMap::from([("zoek.js".to_owned(), b"whole();".to_vec())]);
        join(&mut files, &str::to_owned, &mut Meldingen::new());
        assert_eq!(files["zoek.js"], b"whole();");
    }

    #[test]
    fn what_cannot_be_joined_is_told_at_its_line_with_the_near_name() {
        for (search, said) in [
            ("a();\nimport { make } from './dim.js';\n", "static/js/search.js:2 er is geen `js/dim.js`"),
            ("import { mak } from './dom.js';\n", "static/js/search.js:1 `dom.js` geeft geen `mak`"),
            ("import dom from './dom.js';\n", "static/js/search.js:1 deze regel kan niet samengevoegd worden"),
            (
                "import { a } from 'https://cdn.example/a.js';\n",
                "static/js/search.js:1 deze regel kan niet samengevoegd worden",
            ),
            ("const a = 1;\nexport default a;\n", "static/js/search.js:2 deze regel kan niet samengevoegd worden"),
        ] {
            assert_eq!(joined(&[("search", search), ("dom", "export const make = 1;\n")]).1, [said], "{search}");
        }
        // A circle: the second asks for what is not there yet.
        let circle = [
            ("search", "import { a } from './dom.js';\n"),
            ("dom", "import { b } from './search.js';\nexport const a = b;\n"),
        ];
        assert_eq!(joined(&circle).1, ["static/js/dom.js:1 `search.js` geeft geen `b`"]);
    }
}
