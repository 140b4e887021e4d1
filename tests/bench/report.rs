//! What was measured, as tables, and which bounds hold.

use std::fmt::Write;

use crate::app::{AppMeasured, AppOpening};
use crate::judged::KINDS;
use crate::page::{Engine, Memory, Opening};
use crate::quality::Asked;
use crate::steps::{Act, Step};

/// A cost may grow by so much more than the data before it counts as more: two
/// measurements of the same thing differ too.
const NOISE: f64 = 1.1;

/// One engine with one corpus.
#[derive(Debug)]
pub struct Measured {
    /// Which engine.
    pub engine: Engine,
    /// How many cases the corpus has.
    pub n_cases: usize,
    /// Why it could not be opened, where it could not.
    pub failure: Option<String>,
    /// Each in a page of its own.
    pub openings: Vec<Opening>,
    /// After the last opening.
    pub memory: Memory,
    /// For each step, how many hits it has.
    pub totals: Vec<usize>,
    /// For each step with a misspelt word, whether its case is found.
    pub finds: Vec<bool>,
    /// For each step, its milliseconds in each round.
    pub steps: Vec<Vec<f64>>,
    /// The same with a slow processor; empty where this was not measured.
    pub slowed_steps: Vec<Vec<f64>>,
    /// Milliseconds of plain calculation without and with a slow processor.
    pub calculation: (Vec<f64>, Vec<f64>),
    /// What differs from a plain scan, where there was one.
    pub scan: Option<Vec<String>>,
}

impl Measured {
    /// Nothing, so far.
    pub fn new(engine: Engine, n_cases: usize) -> Self {
        Self {
            engine,
            n_cases,
            failure: None,
            openings: Vec::new(),
            memory: Memory::default(),
            totals: Vec::new(),
            finds: Vec::new(),
            steps: Vec::new(),
            slowed_steps: Vec::new(),
            calculation: Default::default(),
            scan: None,
        }
    }

    /// The most important in a line.
    pub fn summary(&self) -> String {
        if let Some(failure) = &self.failure {
            return format!("does not open: {failure}");
        }
        let steps = Spread::of_steps(&self.steps);
        format!("ready {} ms, steps p95 {} ms", number(self.ready()), number(steps.p95))
    }

    fn ready(&self) -> f64 {
        median(self.openings.iter().map(|opening| opening.ready))
    }

    fn longest_task(&self) -> f64 {
        median(self.openings.iter().map(|opening| opening.longest_task))
    }

    fn p95(&self) -> f64 {
        Spread::of_steps(&self.steps).p95
    }
}

/// All that was measured.
#[derive(Debug, Default)]
pub struct Report {
    /// Engine by engine, from small corpora to large ones.
    pub measured: Vec<Measured>,
    /// How good the answers to questions are, engine by engine.
    pub asked: Vec<Asked>,
    /// The app, where it was measured.
    pub app: Option<AppMeasured>,
}

/// A bound, and what was measured.
struct Bound {
    what: String,
    measured: String,
    is_met: bool,
}

impl Report {
    /// The whole report, and whether all bounds hold.
    pub fn write(&self, steps: &[Step]) -> (String, bool) {
        let mut text = String::new();
        let bounds = self.bounds();
        for part in [
            self.engines(),
            self.ratios(),
            self.growth(),
            self.acts(steps),
            self.typos(steps),
            self.scans(steps),
            self.answers(),
        ] {
            if !part.is_empty() {
                text.push_str(&part);
                text.push('\n');
            }
        }
        if let Some(app) = &self.app {
            text.push_str(&app_table(app));
            text.push('\n');
        }
        let mut rows = vec![vec!["bound".into(), "measured".into(), String::new()]];
        for Bound { what, measured, is_met } in &bounds {
            let verdict = if *is_met { "holds" } else { "MISSED" };
            rows.push(vec![what.clone(), measured.clone(), verdict.into()]);
        }
        text.push_str(&table(&rows));
        let n_missed = bounds.iter().filter(|bound| !bound.is_met).count();
        let is_right = self.measured.iter().flat_map(|measured| &measured.scan).all(Vec::is_empty);
        let _ = writeln!(text, "\n{} of {} bounds hold.", bounds.len() - n_missed, bounds.len());
        (text, n_missed == 0 && is_right)
    }

    fn get(&self, engine: Engine, n_cases: usize) -> Option<&Measured> {
        self.measured.iter().find(|measured| measured.engine == engine && measured.n_cases == n_cases)
    }

    fn of(&self, engine: Engine) -> impl Iterator<Item = &Measured> {
        self.measured.iter().filter(move |measured| measured.engine == engine)
    }

    fn engines(&self) -> String {
        let head =
            ["cases", "engine", "ready", "p50", "p95", "max", "p50 4x", "p95 4x", "max 4x", "task", "memory"];
        let mut rows = vec![head.map(String::from).to_vec()];
        for measured in &self.measured {
            let steps = Spread::of_steps(&measured.steps);
            let slowed = Spread::of_steps(&measured.slowed_steps);
            let mut row = vec![thousands(measured.n_cases), measured.engine.name().to_owned()];
            row.extend([measured.ready(), steps.p50, steps.p95, steps.max].map(number));
            row.extend([slowed.p50, slowed.p95, slowed.max].map(number));
            row.push(task(measured.longest_task()));
            row.push(megabytes(measured.memory.bytes()));
            rows.push(row);
        }
        let mut text = String::from(
            "Milliseconds and megabytes. ready: from the snapshot's bytes to the first answer, JSON read.\n\
             p50, p95, max: over sixty steps, each the median of its rounds; a step is the hits of a page,\n\
             their number, all counts of all facets and all groups of countries. 4x: the processor slowed\n\
             down four times. task: the longest while opening. memory: all that the page holds then,\n\
             by performance.measureUserAgentSpecificMemory(), and WebAssembly's memory.\n\n",
        );
        text.push_str(&table(&rows));
        // How the browser slows itself down costs more than it says.
        let slowed = self.of(Engine::Casebook).filter(|measured| !measured.slowed_steps.is_empty());
        let factors = slowed.map(|measured| {
            let (normal, slowed) = &measured.calculation;
            median(slowed.iter().copied()) / median(normal.iter().copied())
        });
        let factors: Vec<String> = factors.map(|factor| format!("{factor:.1}")).collect();
        if !factors.is_empty() {
            let _ = writeln!(text, "At 4x, plain calculation took {} times as long.", factors.join(", "));
        }
        for engine in Engine::ALL {
            let n: Vec<String> = self
                .of(engine)
                .map(|measured| format!("{} at {}", measured.openings.len(), thousands(measured.n_cases)))
                .collect();
            if !n.is_empty() {
                let _ = writeln!(text, "Openings of {}, a median: {}.", engine.name(), n.join(", "));
            }
        }
        text
    }

    fn ratios(&self) -> String {
        let mut rows = vec![vec!["cases".into(), "Casebook to".into(), "ready".into(), "p95".into()]];
        for own in self.of(Engine::Casebook) {
            for peer in [Engine::MiniSearch, Engine::FlexSearch] {
                if let Some(peer) = self.get(peer, own.n_cases) {
                    rows.push(vec![
                        thousands(own.n_cases),
                        peer.engine.name().to_owned(),
                        ratio(own.ready(), peer.ready()),
                        ratio(own.p95(), peer.p95()),
                    ]);
                }
            }
        }
        if rows.len() > 1 { table(&rows) } else { String::new() }
    }

    fn growth(&self) -> String {
        let head = ["cases from", "to", "data", "ready", "p50", "p95", "memory"];
        let mut rows = vec![head.map(String::from).to_vec()];
        for (small, large) in self.pairs() {
            let of = |measured: &Measured| Spread::of_steps(&measured.steps);
            let mut row = vec![thousands(small.n_cases), thousands(large.n_cases)];
            let grown = [
                large.n_cases as f64 / small.n_cases as f64,
                large.ready() / small.ready(),
                of(large).p50 / of(small).p50,
                of(large).p95 / of(small).p95,
                large.memory.bytes() as f64 / small.memory.bytes() as f64,
            ];
            row.extend(grown.map(|factor| format!("× {factor:.1}")));
            rows.push(row);
        }
        if rows.len() > 1 { table(&rows) } else { String::new() }
    }

    /// Neighbouring sizes of our own.
    fn pairs(&self) -> Vec<(&Measured, &Measured)> {
        let own: Vec<&Measured> = self.of(Engine::Casebook).collect();
        own.windows(2).map(|two| (two[0], two[1])).collect()
    }

    /// What each kind of act costs, and the slowest steps of the largest corpus.
    fn acts(&self, steps: &[Step]) -> String {
        let own: Vec<&Measured> = self.of(Engine::Casebook).collect();
        let Some(largest) = own.last() else { return String::new() };
        let mut rows = vec![vec!["Casebook's steps, p50 and max".to_owned(), "n".to_owned()]];
        rows[0].extend(own.iter().map(|measured| thousands(measured.n_cases)));
        for act in Act::ALL {
            let of_act = |measured: &Measured| {
                let times = steps.iter().zip(&measured.steps).filter(|(step, _)| step.act == act);
                Spread::of_steps(&times.map(|(_, times)| times.clone()).collect::<Vec<_>>())
            };
            let n = steps.iter().filter(|step| step.act == act).count();
            let mut row = vec![act.name().to_owned(), n.to_string()];
            row.extend(
                own.iter()
                    .map(|measured| of_act(measured))
                    .map(|Spread { p50, max, .. }| format!("{} – {}", number(p50), number(max))),
            );
            rows.push(row);
        }
        let mut text = table(&rows);
        let slowest = steps.iter().zip(&largest.steps).zip(&largest.totals);
        let mut slowest: Vec<_> =
            slowest.map(|((step, times), total)| (median(times.iter().copied()), total, step)).collect();
        slowest.sort_by(|(a, ..), (b, ..)| b.total_cmp(a));
        let _ = writeln!(text, "The slowest with {} cases:", thousands(largest.n_cases));
        for (time, total, step) in slowest.into_iter().take(5) {
            let address = if step.address.is_empty() { "(everything)" } else { &step.address };
            let _ = writeln!(text, "  {} ms, {} hits: {address}", number(time), thousands(*total));
        }
        text
    }

    fn typos(&self, steps: &[Step]) -> String {
        let mut rows = vec![vec!["cases".into(), "engine".into(), "typos found".into(), "same hits".into()]];
        for measured in &self.measured {
            let found = measured.finds.iter().filter(|found| **found).count();
            let own = self.get(Engine::Casebook, measured.n_cases).map(|own| &own.totals);
            let same = own.into_iter().flatten().zip(&measured.totals).filter(|(a, b)| a == b).count();
            rows.push(vec![
                thousands(measured.n_cases),
                measured.engine.name().to_owned(),
                format!("{found} of {}", measured.finds.len()),
                format!("{same} of {}", steps.len()),
            ]);
        }
        let mut text = format!(
            "typos found: misspelt words that find the case whose title they were taken from.\n\
             same hits: steps with as many hits as Casebook gives.\n\n{}",
            table(&rows)
        );
        for measured in self.of(Engine::Casebook) {
            let typos = steps.iter().filter(|step| step.misspelt_from.is_some());
            let missed = typos.zip(&measured.finds).filter(|(_, found)| !**found);
            let missed: Vec<&str> = missed.map(|(step, _)| step.address.as_str()).collect();
            if !missed.is_empty() {
                let n_cases = thousands(measured.n_cases);
                let _ = writeln!(text, "Not found by Casebook in {n_cases}: {}", missed.join(" "));
            }
        }
        text
    }

    fn scans(&self, steps: &[Step]) -> String {
        let mut text = String::new();
        for measured in &self.measured {
            let Some(differences) = &measured.scan else { continue };
            let _ = writeln!(
                text,
                "A plain scan of {} cases, case by case and without any index, gives the same hits and the\n\
                 same counts of all facets in {} of {} steps.",
                thousands(measured.n_cases),
                steps.len() - differences.len(),
                steps.len()
            );
            for difference in differences {
                let _ = writeln!(text, "  {difference}");
            }
        }
        text
    }

    fn answers(&self) -> String {
        let mut rows = vec![vec!["questions".to_owned(), "all".into(), "first 3".into()]];
        rows[0].extend(KINDS.map(str::to_owned));
        for Asked { name, all, kinds } in &self.asked {
            let mut row = vec![(*name).to_owned()];
            row.extend(
                [all.ndcg, all.first_three]
                    .iter()
                    .chain(kinds.iter().map(|kind| &kind.ndcg))
                    .map(|score| format!("{score:.3}")),
            );
            rows.push(row);
        }
        format!(
            "Questions about the shipped cases, by graded answers: nDCG@10, over all and by kind, and how\n\
             often one that answers or helps is among the first three.\n\n{}",
            table(&rows)
        )
    }

    fn bounds(&self) -> Vec<Bound> {
        let mut bounds = Vec::new();
        let mut add = |what: &str, measured: String, is_met: bool| {
            bounds.push(Bound { what: what.to_owned(), measured, is_met });
        };
        if let Some(own) = self.get(Engine::Casebook, 1_000) {
            let ready = own.ready();
            add("1,000: ready in 100 ms", milliseconds(ready), ready <= 100.0);
            if let Some(peer) = self.get(Engine::MiniSearch, 1_000) {
                let others = peer.ready();
                let measured = ratio(ready, others);
                add("1,000: ready in a quarter of MiniSearch's time", measured, ready <= others / 4.0);
            }
            let p95 = own.p95();
            add("1,000: a step's p95 under 0.6 ms", milliseconds(p95), p95 < 0.6);
        }
        if let Some(own) = self.get(Engine::Casebook, 10_000) {
            if let Some(peer) = self.get(Engine::MiniSearch, 10_000) {
                let (ready, others) = (own.ready(), peer.ready());
                let measured = ratio(ready, others);
                add("10,000: ready in a ninth of MiniSearch's time", measured, ready <= others / 9.0);
            }
            let p95 = own.p95();
            add("10,000: a step's p95 at most 0.6 ms", milliseconds(p95), p95 <= 0.6);
            if let Some(peer) = self.get(Engine::FlexSearch, 10_000) {
                let measured = ratio(p95, peer.p95());
                add("10,000: a step's p95 under FlexSearch's", measured, p95 < peer.p95());
            }
            let slowed = Spread::of_steps(&own.slowed_steps).p95;
            add("10,000: a step's p95 at 4x at most 3 ms", milliseconds(slowed), slowed <= 3.0);
            let bytes = own.memory.bytes();
            add("10,000: memory at most 90 MB", format!("{} MB", megabytes(bytes)), bytes <= 90_000_000);
            let longest = own.longest_task();
            add("10,000: no task over 50 ms while opening", task(longest), longest <= 50.0);
        }
        if let Some((own, peers)) = self.asked.split_first() {
            let ndcg = own.all.ndcg;
            add("questions: nDCG@10 of 0.87", format!("{ndcg:.3}"), ndcg >= 0.87);
            let first = own.all.first_three;
            add(
                "questions: one that helps in the first three, 49 of 50",
                format!("{first:.2}"),
                first >= 0.98,
            );
            for peer in peers {
                let kinds = own.kinds.iter().zip(&peer.kinds).zip(KINDS);
                let behind = kinds.filter(|((own, peer), _)| own.ndcg < peer.ndcg).map(|(_, kind)| kind);
                let behind: Vec<&str> = behind.collect();
                let measured = if behind.is_empty() {
                    "in all".to_owned()
                } else {
                    format!("not in {}", behind.join(", "))
                };
                add(&format!("questions: ahead of {} in every kind", peer.name), measured, behind.is_empty());
            }
        }
        if let Some(app) = &self.app {
            let longest = median(app.openings.iter().map(|opening| opening.longest_task));
            add("10,000: no task over 50 ms while the app opens", task(longest), longest <= 50.0);
            let bytes = app.memory.bytes();
            add(
                "10,000: the app's memory at most 90 MB",
                format!("{} MB", megabytes(bytes)),
                bytes <= 90_000_000,
            );
            let page = median(app.openings.iter().map(|opening| opening.shown));
            let times = median(app.widgets.iter().copied()) / page;
            add(
                "10,000: a widget's results within 1.5 times of the page's",
                format!("{times:.2}"),
                times <= 1.5,
            );
            let p95 = Spread::of(app.keys.clone()).p95;
            add("10,000: key press to paint at 4x, p95 at most 50 ms", milliseconds(p95), p95 <= 50.0);
        }
        if let Some(own) = self.get(Engine::Casebook, 50_000) {
            add("50,000: opens", milliseconds(own.ready()), own.failure.is_none());
            let p95 = own.p95();
            add("50,000: a step's p95 under 3 ms", milliseconds(p95), p95 < 3.0);
        }
        for (small, large) in self.pairs() {
            let grown = large.n_cases as f64 / small.n_cases as f64;
            let name = format!("{} to {}", thousands(small.n_cases), thousands(large.n_cases));
            for (what, factor) in
                [("ready", large.ready() / small.ready()), ("p95", large.p95() / small.p95())]
            {
                let what = format!("{name}: {what} grows no faster than the data");
                add(&what, format!("× {factor:.1} for × {grown:.1}"), factor <= grown * NOISE);
            }
        }
        bounds
    }
}

fn app_table(app: &AppMeasured) -> String {
    let keys = Spread::of(app.keys.clone());
    let mut text =
        format!("The app with {} cases; milliseconds and megabytes.\n\n", thousands(crate::app::N_CASES));
    let shown = |openings: &[AppOpening]| number(median(openings.iter().map(|opening| opening.shown)));
    let longest = |openings: &[AppOpening]| task(median(openings.iter().map(|opening| opening.longest_task)));
    let rows = [
        ("navigation to results painted", shown(&app.openings)),
        ("longest task meanwhile", longest(&app.openings)),
        ("navigation to results painted, 4x", shown(&app.slowed_openings)),
        ("longest task meanwhile, 4x", longest(&app.slowed_openings)),
        ("navigation to results painted in a widget", number(median(app.widgets.iter().copied()))),
        ("memory", megabytes(app.memory.bytes())),
        ("key press to paint, 4x: p50", number(keys.p50)),
        ("key press to paint, 4x: p95", number(keys.p95)),
        ("key press to paint, 4x: max", number(keys.max)),
    ];
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(what, value)| vec![what.to_owned(), value]).collect();
    text.push_str(&table(&rows));
    let _ = writeln!(
        text,
        "{} openings, medians; {} keys, each pressed when the one before was painted.",
        app.openings.len(),
        app.keys.len()
    );
    text
}

/// The middle, the worst and the worst but for one in twenty.
struct Spread {
    p50: f64,
    p95: f64,
    max: f64,
}

impl Spread {
    /// NaN of nothing.
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        // The smallest value that so many of a hundred do not exceed.
        let at = |percent: usize| {
            let rank = (values.len() * percent).div_ceil(100).max(1);
            values.get(rank - 1).copied().unwrap_or(f64::NAN)
        };
        Self { p50: at(50), p95: at(95), max: at(100) }
    }

    /// Over steps, each with the median of its rounds.
    fn of_steps(steps: &[Vec<f64>]) -> Self {
        Self::of(steps.iter().map(|rounds| median(rounds.iter().copied())).collect())
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    Spread::of(values.collect()).p50
}

/// Columns under each other: texts to the left, numbers to the right.
fn table(rows: &[Vec<String>]) -> String {
    let n_columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || "×–<".contains(c));
    // The heads say nothing about it.
    let is_right = |column: usize| {
        let below = rows.iter().skip(usize::from(rows.len() > 1)).map(|row| row[column].as_str());
        column > 0 && below.filter(|text| !text.is_empty()).all(is_number)
    };
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate().take(n_columns) {
            let width = width(column);
            let _ = match is_right(column) {
                true => write!(line, "{cell:>width$}  "),
                false => write!(line, "{cell:<width$}  "),
            };
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// `12,345`
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Three digits or so; a dash for what was not measured.
fn number(value: f64) -> String {
    match value {
        value if value.is_nan() => "–".to_owned(),
        0.0..10.0 => format!("{value:.2}"),
        10.0..100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

fn milliseconds(value: f64) -> String {
    format!("{} ms", number(value))
}

/// Browsers tell of no task that is shorter.
fn task(value: f64) -> String {
    if value > 0.0 { format!("{value:.0}") } else { "< 50".to_owned() }
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / 1e6)
}

fn ratio(own: f64, others: f64) -> String {
    format!("1 to {:.1}", others / own)
}
