//! A page as a browser reads it, for tests that ask for elements, attributes and text: how its HTML is written (quotes,
//! white space, order of attributes) does not matter.

use std::fmt;
use std::rc::Rc;

use ego_tree::{NodeId, NodeRef};
use scraper::{ElementRef, Html, Node, Selector};

/// Elements that stand in a line of text: nothing ends where they begin or end.
const IN_A_WORD: [&str; 19] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "ins", "kbd", "mark", "q", "strong", "sub",
    "sup", "time", "wbr",
];

/// Elements that may stand in a line, beside what is before and behind them.
const BESIDE_OTHERS: [&str; 4] = ["i", "small", "span", "label"];

/// What a reader of a page does not get to see.
const UNSEEN: [&str; 5] = ["head", "script", "style", "template", "noscript"];

/// A page that was read, or one element of it with all that it holds.
#[derive(Clone)]
pub(crate) struct ParsedPage {
    html: Rc<Html>,
    /// The element, if it is not the whole page.
    element: Option<NodeId>,
}

impl ParsedPage {
    /// Reads a page, or a piece of HTML.
    pub(crate) fn of(html: &str) -> Self {
        Self { html: Rc::new(Html::parse_document(html)), element: None }
    }

    fn element(&self) -> ElementRef<'_> {
        self.element
            .and_then(|id| self.html.tree.get(id))
            .and_then(ElementRef::wrap)
            .unwrap_or_else(|| self.html.root_element())
    }

    fn part(&self, element: ElementRef<'_>) -> Self {
        Self { html: Rc::clone(&self.html), element: Some(element.id()) }
    }

    /// The elements in this one that fit a CSS selector, in order.
    #[track_caller]
    pub(crate) fn all(&self, selector: &str) -> Vec<Self> {
        let wanted = parsed(selector);
        self.element().select(&wanted).map(|element| self.part(element)).collect()
    }

    /// The first element that fits a CSS selector; there must be one.
    #[track_caller]
    pub(crate) fn first(&self, selector: &str) -> Self {
        let wanted = parsed(selector);
        let found = self.element().select(&wanted).next();
        self.part(found.unwrap_or_else(|| panic!("no `{selector}` in:\n{self:?}")))
    }

    /// The only element that fits a CSS selector.
    #[track_caller]
    pub(crate) fn one(&self, selector: &str) -> Self {
        let mut all = self.all(selector);
        assert_eq!(all.len(), 1, "so often `{selector}` in:\n{self:?}");
        all.remove(0)
    }

    /// The only element that fits a CSS selector and whose text begins so.
    #[track_caller]
    pub(crate) fn one_that_begins(&self, selector: &str, text: &str) -> Self {
        let mut all = self.all(selector);
        all.retain(|element| element.text().starts_with(text));
        assert_eq!(all.len(), 1, "so often a `{selector}` that begins with `{text}` in:\n{self:?}");
        all.remove(0)
    }

    /// How many elements fit a CSS selector.
    #[track_caller]
    pub(crate) fn count(&self, selector: &str) -> usize {
        let wanted = parsed(selector);
        self.element().select(&wanted).count()
    }

    /// Whether any element fits a CSS selector.
    #[track_caller]
    pub(crate) fn has(&self, selector: &str) -> bool {
        self.count(selector) > 0
    }

    /// Whether this element itself fits a CSS selector.
    #[track_caller]
    pub(crate) fn is(&self, selector: &str) -> bool {
        parsed(selector).matches(&self.element())
    }

    /// The value of an attribute of this element.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.element().value().attr(name).map(str::to_owned)
    }

    /// The name of this element, and all its attributes.
    pub(crate) fn tag(&self) -> (String, Vec<(String, String)>) {
        let element = self.element();
        let all = element.value().attrs().map(|(key, value)| (key.to_owned(), value.to_owned()));
        (element.value().name().to_owned(), all.collect())
    }

    /// The element that this one stands in.
    #[track_caller]
    pub(crate) fn parent(&self) -> Self {
        let parent = self.element().parent().and_then(ElementRef::wrap);
        self.part(parent.unwrap_or_else(|| panic!("nothing is around:\n{self:?}")))
    }

    /// The values of an attribute of the elements that match a CSS selector and have it, in order.
    #[track_caller]
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.all(selector).iter().filter_map(|element| element.attribute(name)).collect()
    }

    /// Where the links in this element lead, in order.
    pub(crate) fn links(&self) -> Vec<String> {
        self.attributes("a[href], area[href]", "href")
    }

    /// What browsers without scripts get to see.
    pub(crate) fn without_scripts(&self) -> Vec<Self> {
        let text = |element: &Self| element.element().text().collect::<String>();
        self.all("noscript").iter().map(|element| Self::of(&text(element))).collect()
    }

    /// The text of this element as a reader sees it: without the places where words may be broken, each run of white space
    /// as one space, a space between two that stand under or beside each other. Of a script its code.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        let element = self.element();
        if matches!(element.value().name(), "script" | "style" | "title") {
            return element.text().collect();
        }
        write_text(&mut out, *element);
        one_line(&out)
    }

    /// The text of each element that matches a CSS selector, including nested elements.
    #[track_caller]
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).iter().map(Self::text).collect()
    }

    /// The texts that follow each other in this element, each until an element begins or ends that is no part of a line.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut out = String::new();
        write_text(&mut out, *self.element());
        out.split(LINE_END).map(one_line).filter(|line| !line.is_empty()).collect()
    }

    /// The rows of the tables in this element, each as the texts of its cells.
    pub(crate) fn rows(&self) -> Vec<Vec<String>> {
        self.all("tr").iter().map(|row| row.texts("th, td")).collect()
    }

    /// Each heading that fits a CSS selector, with the elements that follow it until the next.
    #[track_caller]
    pub(crate) fn under(&self, heading: &str) -> Vec<(String, Vec<Self>)> {
        let wanted = parsed(heading);
        let next = |e: &ElementRef<'_>| wanted.matches(e) || e.select(&wanted).next().is_some();
        let following = |e: ElementRef<'_>| {
            let all = e.next_siblings().filter_map(ElementRef::wrap).take_while(|e| !next(e));
            all.map(|element| self.part(element)).collect()
        };
        self.all(heading).iter().map(|heading| (heading.text(), following(heading.element()))).collect()
    }

    /// The same without what fits a CSS selector.
    #[track_caller]
    pub(crate) fn without(&self, selector: &str) -> Self {
        let mut html = Html::clone(&self.html);
        for element in self.all(selector) {
            if let Some(mut node) = element.element.and_then(|id| html.tree.get_mut(id)) {
                node.detach();
            }
        }
        Self { html: Rc::new(html), element: self.element }
    }

    /// Expects that a reader finds this text here.
    #[track_caller]
    pub(crate) fn says(&self, text: &str) -> &Self {
        let found = self.text();
        assert!(found.contains(text), "`{text}` does not stand in:\n{found}");
        self
    }

    /// Expects that a reader does not find this text here.
    #[track_caller]
    pub(crate) fn does_not_say(&self, text: &str) -> &Self {
        let found = self.text();
        assert!(!found.contains(text), "`{text}` stands in:\n{found}");
        self
    }

    /// How often a reader finds this text here.
    pub(crate) fn times(&self, text: &str) -> usize {
        self.text().matches(text).count()
    }
}

/// The HTML, for whoever reads why a test failed.
impl fmt::Debug for ParsedPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.element().html())
    }
}

#[track_caller]
fn parsed(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|err| panic!("`{selector}`: {err}"))
}

/// Where an element stands beside what is around it, and where a line ends, in a text that is being read.
const BESIDE: char = '\u{1}';
const LINE_END: char = '\u{2}';

/// The text of a node, with those signs.
fn write_text(out: &mut String, node: NodeRef<'_, Node>) {
    for child in node.children() {
        match child.value() {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) if !UNSEEN.contains(&element.name()) => {
                let around = match element.name() {
                    name if IN_A_WORD.contains(&name) => None,
                    name if BESIDE_OTHERS.contains(&name) => Some(BESIDE),
                    _ => Some(LINE_END),
                };
                out.extend(around);
                write_text(out, child);
                out.extend(around);
            }
            _ => {}
        }
    }
}

/// One space for each run of white space and of those signs; none before a sign that ends a phrase in the same line.
fn one_line(text: &str) -> String {
    let mut out = String::new();
    let mut between = None;
    for c in text.chars().filter(|c| *c != '\u{ad}') {
        if c == LINE_END || c.is_whitespace() {
            between = Some(' ');
        } else if c == BESIDE {
            between = between.or(Some(BESIDE));
        } else {
            let space = match between.take() {
                None => false,
                Some(BESIDE) => !".,:;?!)”".contains(c) && !out.ends_with(['(', '“']),
                Some(_) => true,
            };
            if space && !out.is_empty() {
                out.push(' ');
            }
            out.push(c);
        }
    }
    out
}

#[test]
fn a_page_is_read_alike_however_its_html_is_written() {
    for html in [
        "<!doctype html><title>T</title><p class=a>een <b>twee</b><p class='b a' id=x>drie &amp; vier",
        "<!DOCTYPE html>\n<html><head><title>T</title></head>\n<body><P CLASS=\"a\">een <b>twee</b></P>\
         <p id=\"x\"\n class=\"b a\">drie &#38; vier</p></body></html>",
    ] {
        let page = ParsedPage::of(html);
        assert_eq!(page.texts("p.a"), ["een twee", "drie & vier"]);
        assert_eq!((page.count("p"), page.count(".b"), page.count(".c")), (2, 1, 0));
        assert_eq!(page.attributes("p", "id"), ["x"]);
        assert_eq!(page.texts("title"), ["T"]);
    }
}

#[test]
fn the_text_of_a_page_is_what_a_reader_sees() {
    let page = ParsedPage::of(
        "<title>T</title><style>p{}</style><h1>Sa\u{ad}men<wbr>werken</h1><p>Bij <a href=x>de <b>mentor</b></a>.\n  Op \
         school<br>of thuis<script>1 < 2</script></p><ul><li>een<li>twee</ul><noscript><a href=y>lijst</a></noscript>",
    );
    assert_eq!(page.text(), "Samenwerken Bij de mentor. Op school of thuis een twee");
    assert_eq!(page.lines(), ["Samenwerken", "Bij de mentor. Op school", "of thuis", "een", "twee"]);
    assert_eq!(page.without("a, li:first-child").one("p").text(), "Bij . Op school of thuis");
    assert_eq!(page.without("a, li:first-child").lines().last().unwrap(), "twee");
    assert_eq!((page.links(), page.without_scripts()[0].links()), (vec!["x".to_owned()], vec!["y".to_owned()]));
    assert_eq!(page.one("script").text(), "1 < 2");
    let under: Vec<(String, Vec<String>)> =
        page.under("h1, li").into_iter().map(|(h, parts)| (h, parts.iter().map(ParsedPage::text).collect())).collect();
    assert_eq!(under[0], ("Samenwerken".to_owned(), vec!["Bij de mentor. Op school of thuis".to_owned()]));
    assert_eq!(under[1], ("een".to_owned(), Vec::new()));
    page.says("de mentor. Op").does_not_say("lijst").does_not_say("T");
}

#[test]
fn a_table_is_read_by_rows_and_a_part_of_a_page_by_itself() {
    let page = ParsedPage::of(
        "<table><tr><th scope=col>Naam<th>Jaar<tr id=a><th>Lift<td>1<i>keer</i><i>,</i> <td></table><table><tr><td>Ander</table>",
    );
    assert_eq!(page.first("table").rows(), [vec!["Naam", "Jaar"], vec!["Lift", "1 keer,", ""]]);
    assert_eq!(page.rows().len(), 3);
    let row = page.one_that_begins("tr", "Lift");
    assert_eq!(
        (row.tag(), row.parent().tag().0),
        (("tr".to_owned(), vec![("id".to_owned(), "a".to_owned())]), "tbody".to_owned())
    );
    assert!(row.is("#a") && row.has("td") && !row.has("[scope]") && row.attribute("id").is_some());
    assert_eq!(row.times("ee"), 1);
}
