//! Names in templates: in a condition, one that a template is not given is silently false. So every template is rendered, and what
//! it asks for is compared with what it gets.

use std::fs;
use std::path::Path;

use jiff::civil::date;

use crate::load;
use crate::melding::Meldingen;
use crate::output::{OutputError, Sink};
use crate::pages::Build;
use crate::pdf::PdfCompiler;
use crate::regio::shown;
use crate::theme::Theme;
use crate::web::{Shared, Web, WebOptions};

use super::pdf_jobs;

/// Takes the files below some folders, and keeps none.
struct Nowhere(&'static [&'static str]);

impl Sink for Nowhere {
    fn write(&self, _path: &str, _bytes: &[u8]) -> Result<(), OutputError> {
        Ok(())
    }

    fn wants(&self, path: &str) -> bool {
        self.0.iter().any(|folder| path.starts_with(folder))
    }
}

/// A site with so many schools that tables take several pages, years to compare, and a school that was called otherwise.
fn large_site(root: &Path) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let small = root.join("tests/small/content");
    copy(&small, dir.path());
    for number in 0..=shown::PER_PART {
        let school = dir.path().join(format!("scholen/school-{number}"));
        copy(&small.join("scholen/de-linde"), &school);
        if number == 0 {
            let yaml = school.join("school.yaml");
            fs::write(&yaml, fs::read_to_string(&yaml).unwrap() + "\noude-slugs: [oud]\n").unwrap();
            copy(&school.join("2025-2026"), &school.join("2024-2025"));
            let profiel = school.join("2024-2025/profiel.yaml");
            let text = fs::read_to_string(&profiel).unwrap().replace("schooljaar: 2025-2026", "schooljaar: 2024-2025");
            fs::write(profiel, text).unwrap();
        }
    }
    dir
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn every_template_is_given_all_names_that_it_asks_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let theme = Theme::read(root, None, &Default::default(), &mut Meldingen::new()).unwrap();
    for content in ["content", "tests/small/content", "tests/charts/content"] {
        let (site, _) = load::load(&root.join(content)).unwrap();
        let site = site.unwrap();
        let web_options = WebOptions { today: date(2026, 1, 1), build: Build { with_pdf: true, concepten: true } };
        let shared = Shared::new(&site, &theme, web_options);
        assert!(Web::new(&shared, &Nowhere(&[""])).write(&|| ()).is_ok());
        let pdf_compiler = PdfCompiler::new(&theme, &mut Meldingen::new()).unwrap();
        for job in pdf_jobs::all(shared.map()) {
            assert!(job.make(&pdf_compiler, &shared, web_options.today, &mut Meldingen::new()).is_some());
        }
    }
    let large = large_site(root);
    let (site, _) = load::load(large.path()).unwrap();
    let site = site.unwrap();
    let web_options = WebOptions { today: date(2026, 1, 1), build: Build { with_pdf: false, concepten: false } };
    let shared = Shared::new(&site, &theme, web_options);
    assert!(Web::new(&shared, &Nowhere(&["vergelijken/", "scholen/oud/"])).write(&|| ()).is_ok());
    let not_given = theme.not_given.lock().unwrap();
    assert!(not_given.is_empty(), "{not_given:#?}");
    let rendered = theme.rendered.lock().unwrap();
    let never: Vec<_> = theme.page_templates().filter(|name| !rendered.contains(&("web", name.clone()))).collect();
    assert!(never.is_empty(), "not rendered by any site of this test: {never:?}");
    // What each was given is told to theme makers.
    let (page, contract) = (root.join("docs/themes/templates.md"), theme.contract());
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(page.parent().unwrap()).unwrap();
        fs::write(&page, &contract).unwrap();
    }
    let there = fs::read_to_string(&page).unwrap_or_default();
    assert!(
        there == contract,
        "docs/themes/templates.md is out of date: UPDATE=1 cargo test --release --lib every_template"
    );
}
