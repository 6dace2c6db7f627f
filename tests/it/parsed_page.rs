//! A page as a browser reads it, for tests that ask for elements, attributes and text: how its HTML is written (quotes,
//! white space, order of attributes) does not matter.

use scraper::{Html, Selector};

/// A parsed page.
pub(crate) struct ParsedPage(Html);

impl ParsedPage {
    pub(crate) fn of(html: &str) -> Self {
        Self(Html::parse_document(html))
    }

    /// The values of an attribute of the elements that match a CSS selector and have it, in order.
    #[track_caller]
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        self.0.select(&selector).filter_map(|element| element.value().attr(name)).map(str::to_owned).collect()
    }

    /// The text of each element that matches a CSS selector, including nested elements.
    #[track_caller]
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        self.0.select(&selector).map(|element| element.text().collect()).collect()
    }

    /// How many elements match a CSS selector.
    #[track_caller]
    pub(crate) fn count(&self, selector: &str) -> usize {
        self.0.select(&Selector::parse(selector).unwrap()).count()
    }
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
