//! The shape of a route: phases, steps, choices and endings. Their order is the flow.

use std::collections::BTreeMap;

use crate::melding::{Code, Melding};
use crate::model::Spanned;
use crate::model::antwoord::{AnswerBody, Graaf, Stap, StapSoort, Tak};
use crate::model::formaat::Sectie;
use crate::reading::{MapReader, check_id};
use crate::source::Span;
use crate::yaml::{Node, Value};

use super::{ReadContext, fields, reference};

/// Reads a route.
pub(super) fn graaf(sectie: &Sectie, nodes: &[Node], ctx: &mut ReadContext<'_, '_>) -> AnswerBody {
    let mut reader = GraafReader { sectie, number: 0, depth: 0, ids: BTreeMap::new() };
    let stappen = reader.stappen(nodes, ctx);
    if stappen.is_empty() { AnswerBody::Nothing } else { AnswerBody::Graaf(Graaf { stappen }) }
}

struct GraafReader<'a> {
    sectie: &'a Sectie,
    number: usize,
    /// How many lists of steps we are in: a phase may stand only in the outermost.
    depth: usize,
    ids: BTreeMap<String, Span>,
}

impl GraafReader<'_> {
    fn stappen(&mut self, nodes: &[Node], ctx: &mut ReadContext<'_, '_>) -> Vec<Stap> {
        self.depth += 1;
        let stappen = nodes.iter().filter(|k| !k.is_empty()).filter_map(|k| self.stap(k, ctx)).collect();
        self.depth -= 1;
        stappen
    }

    fn stap(&mut self, node: &Node, ctx: &mut ReadContext<'_, '_>) -> Option<Stap> {
        let span = super::heading_of(&node.span);
        // A bare text is a step.
        if let Value::Text(scalar) = &node.value {
            self.number += 1;
            return Some(empty(self.number, scalar.text.trim().to_owned(), StapSoort::Stap, span));
        }
        let mut reader = MapReader::new(node, "een stap van de route", ctx.meldingen)?;
        let heading =
            ["stap", "keuze", "fase", "einde"].into_iter().find_map(|s| reader.text(s, ctx.meldingen).map(|w| (s, w)));
        let Some((soort, title)) = heading else {
            ctx.meldingen.push(
                Melding::at(Code::MissingKey, &span, "dit is geen stap, keuze, fase of einde")
                    .hint("begin met `stap: ...`, `keuze: ...`, `fase: ...` of `einde: ...`"),
            );
            return None;
        };
        if soort != "fase" {
            self.number += 1;
        } else if self.depth > 1 {
            let message = format!("fase `{}` staat binnen een andere fase of een keuze", title.text);
            ctx.meldingen.push(
                Melding::at(Code::WrongType, &title.span, message)
                    .hint("zet fasen naast elkaar, direct onder `stappen:`; maak van deze een `stap`"),
            );
        }
        let number = if soort == "fase" { 0 } else { self.number };
        let mut stap = empty(number, title.text, StapSoort::Stap, title.span);
        stap.id = self.id(&mut reader, ctx);
        self.common_keys(&mut stap, &mut reader, ctx);
        stap.soort = match soort {
            "fase" => StapSoort::Fase {
                band: ctx.text_below(&mut reader, "band"),
                stappen: self.stappen(reader.nodes("stappen"), ctx),
            },
            "keuze" => {
                reader.require("takken", ctx.meldingen);
                StapSoort::Keuze {
                    more: reader.yes_no("meer", ctx.meldingen).unwrap_or(false),
                    takken: reader.nodes("takken").iter().filter_map(|k| self.tak(k, ctx)).collect(),
                }
            }
            "einde" => StapSoort::End,
            _ => StapSoort::Stap,
        };
        if soort == "stap" {
            stap.to = reader.text("naar", ctx.meldingen);
        }
        reader.finish(ctx.meldingen);
        Some(stap)
    }

    fn common_keys(&mut self, stap: &mut Stap, reader: &mut MapReader<'_>, ctx: &mut ReadContext<'_, '_>) {
        let roles: Vec<_> = ctx.catalogus.lijst("specialisten").into_iter().cloned().collect();
        stap.who = reference::free(reader.nodes("wie"), &roles, None, ctx);
        stap.meeting = reference::free(reader.nodes("in"), &[], None, ctx);
        stap.is = reference::strict(reader.nodes("is"), &[], ctx);
        stap.condition = ctx.markdown_below(reader, "voorwaarde");
        stap.hoeveel = ctx.hoeveel_below(reader);
        stap.noot = ctx.markdown_below(reader, "noot");
        stap.text = ctx.markdown_below(reader, "tekst");
        stap.fields = fields::read(self.sectie, reader, ctx);
    }

    fn id(&mut self, reader: &mut MapReader<'_>, ctx: &mut ReadContext<'_, '_>) -> Option<String> {
        let word: Spanned = reader.text("id", ctx.meldingen)?;
        if !check_id(&word, "stap-id", ctx.meldingen) {
            return None;
        }
        if let Some(earlier) = self.ids.insert(word.text.clone(), word.span.clone()) {
            ctx.meldingen.push(
                Melding::at(Code::DuplicateId, &word.span, format!("stap `{}` staat er twee keer", word.text))
                    .also(&earlier, "hier staat hetzelfde id")
                    .hint("geef een van de twee een ander id"),
            );
        }
        Some(word.text)
    }

    fn tak(&mut self, node: &Node, ctx: &mut ReadContext<'_, '_>) -> Option<Tak> {
        let mut reader = MapReader::new(node, "een tak van een keuze", ctx.meldingen)?;
        let when = reader.require_text("als", ctx.meldingen)?;
        let tak = Tak {
            when: when.text,
            is: reference::strict(reader.nodes("is"), &[], ctx),
            noot: ctx.markdown_below(&mut reader, "noot"),
            stappen: self.stappen(reader.nodes("stappen"), ctx),
            to: reader.text("naar", ctx.meldingen),
            span: when.span,
        };
        reader.finish(ctx.meldingen);
        Some(tak)
    }
}

fn empty(number: usize, title: String, soort: StapSoort, span: Span) -> Stap {
    Stap {
        number,
        id: None,
        title,
        soort,
        who: Vec::new(),
        condition: None,
        hoeveel: None,
        noot: None,
        meeting: Vec::new(),
        is: Vec::new(),
        text: None,
        fields: Vec::new(),
        to: None,
        span,
    }
}
