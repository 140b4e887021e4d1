// Two search engines for the browser, set up as their documentation advises and
// for what a reader of this library is promised, each with facets counted by
// hand: neither counts by itself. What can be prepared when the library opens
// is, so that a step is plain loops over numbers.

const PAGE_LENGTH = 24;

export async function engine(name) {
  const index = await { minisearch, flexsearch }[name]();
  let library;
  return {
    async open(bytes, facts) {
      const snapshot = JSON.parse(new TextDecoder().decode(bytes));
      library = new Library(snapshot, facts);
      index.add(snapshot.cases, library);
    },
    step: (step) => library.step(step, index),
    finds: (step, position) => library.hits(step, index).includes(position),
    seen: (text, way) => index.seen(text, way),
  };
}

/**
 * MiniSearch: all words needed, the last one also as a beginning; a typo in
 * words of four letters, two in words of eight; a title counts most.
 */
async function minisearch() {
  const { default: MiniSearch } = await import("./peers/minisearch.js");
  const index = new MiniSearch({
    fields: ["title", "organisations", "countries", "labels", "summary", "sections"],
    searchOptions: {
      boost: { title: 8, organisations: 4, countries: 4, labels: 4, summary: 2 },
      combineWith: "AND",
      prefix: (term, at, terms) => at === terms.length - 1,
      fuzzy: (term) => (term.length < 4 || /\d/.test(term) ? false : term.length < 8 ? 1 : 2),
    },
  });
  return {
    add(cases, library) {
      index.addAll(
        cases.map((one, id) => ({
          id,
          title: one.title,
          organisations: one.organisations.join("\n"),
          countries: library.countryNames(one).join("\n"),
          labels: library.labels(one).join("\n"),
          summary: one.summary,
          sections: one.sections.map((section) => `${section.heading ?? ""}\n${section.body}`).join("\n"),
        })),
      );
    },
    search: (text) => index.search(text).map((hit) => hit.id),
    /** A whole question: any of its words, with the fields weighed as it answers these best. */
    seen: (text, way) => {
      const near = way === "near";
      const boost = { title: 2, labels: 1.5, summary: 1.5 };
      const options = { combineWith: "OR", boost, prefix: near, fuzzy: near ? 0.2 : false };
      return index.search(text, options).map((hit) => hit.id);
    },
  };
}

/** FlexSearch: all words needed, each also as a beginning; it finds no typos. */
async function flexsearch() {
  const { Index } = await import("./peers/flexsearch.js");
  const index = new Index({ tokenize: "forward" });
  let nCases = 0;
  return {
    add(cases, library) {
      nCases = cases.length;
      for (const [id, one] of cases.entries()) {
        // What stands first counts most.
        const texts = [one.title, ...one.organisations, ...library.countryNames(one), ...library.labels(one)];
        texts.push(one.summary, ...one.sections.map((section) => section.body));
        index.add(id, texts.join("\n"));
      }
    },
    search: (text) => index.search(text, { limit: nCases, suggest: false }),
  };
}

/** The cases, their facets and their orders, as numbers. */
class Library {
  constructor(snapshot, { regions }) {
    const cases = snapshot.cases;
    // The list shows them.
    this.cases = cases;
    const names = new Intl.DisplayNames("en", { type: "region" });
    this.countryName = new Map(Object.keys(regions).map((code) => [code, names.of(code)]));
    this.labelled = snapshot.facets.map(({ id, values }) => [
      id,
      new Map(values.map((value) => [value.id, value.label])),
    ]);
    const slug = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
    this.country = new Facet("country", cases, (one) => one.countries);
    this.region = new Facet("region", cases, (one) => [...new Set(one.countries.map((code) => regions[code]))]);
    this.year = new Facet("year", cases, (one) => (one.year === undefined ? [] : [one.year]));
    this.facets = [
      ...snapshot.facets.map(({ id }) => new Facet(id, cases, (one) => one.facets[id] ?? [])),
      this.region,
      this.country,
      new Facet("organisation", cases, (one) => one.organisations.map(slug)),
      this.year,
    ];
    // Region by country, as numbers of the two facets.
    this.regionOf = this.country.ids.map((code) => this.region.numbers.get(regions[code]));

    const collator = new Intl.Collator("en");
    const byTitle = Array.from(cases.keys()).sort((a, b) => collator.compare(cases[a].title, cases[b].title));
    const then = (key) => byTitle.slice().sort((a, b) => key(cases[a]) - key(cases[b]));
    const leads = this.country.ids.slice().sort((a, b) => collator.compare(this.countryName.get(a), this.countryName.get(b)));
    const leadRank = new Map(leads.map((code, rank) => [code, rank]));
    this.orders = {
      title: byTitle,
      newest: then((one) => -(one.year ?? 0)),
      oldest: then((one) => one.year ?? 9999),
      country: then((one) => leadRank.get(one.countries[0]) ?? leads.length),
    };
    this.ranks = {};
    for (const [name, order] of Object.entries(this.orders)) {
      this.ranks[name] = new Uint32Array(cases.length);
      order.forEach((position, rank) => (this.ranks[name][position] = rank));
    }
  }

  countryNames(one) {
    return one.countries.map((code) => this.countryName.get(code));
  }

  labels(one) {
    return this.labelled.flatMap(([id, labels]) => (one.facets[id] ?? []).map((value) => labels.get(value)));
  }

  /** All that the list shows: as `step` of the library itself. */
  step(step, index) {
    const { kept, counts } = this.count(step, index);
    const page = kept.slice(step.page * PAGE_LENGTH, (step.page + 1) * PAGE_LENGTH);
    const shown = page.map((position) => this.cases[position]);
    return [kept.length, shown, counts, this.groups(kept)];
  }

  hits(step, index) {
    return this.count(step, index).kept;
  }

  /**
   * Hits in order, and for each value of each facet how many there would be
   * with it: a case counts for the one facet that it fails, and for all facets
   * when it fails none.
   */
  count(step, index) {
    const sort = step.sort ?? (step.q ? "relevance" : "newest");
    const found = step.q ? index.search(step.q) : this.orders[sort];
    const counts = this.facets.map((facet) => new Uint32Array(facet.ids.length + 1));
    const filters = this.filters(step);
    const kept = [];
    for (const position of found) {
      let failed = -1;
      let nFailed = 0;
      for (const [at, wanted] of filters) {
        if (!this.facets[at].hasAny(position, wanted)) {
          failed = at;
          nFailed += 1;
          if (nFailed > 1) break;
        }
      }
      if (nFailed === 0) {
        kept.push(position);
        for (let at = 0; at < counts.length; at += 1) this.facets[at].add(position, counts[at]);
      } else if (nFailed === 1) {
        this.facets[failed].add(position, counts[failed]);
      }
    }
    if (step.q && sort !== "relevance") {
      const rank = this.ranks[sort];
      kept.sort((a, b) => rank[a] - rank[b]);
    }
    return { kept, counts };
  }

  /** For each facet with a wanted value, which of its values are wanted. */
  filters(step) {
    const filters = [];
    for (const [at, facet] of this.facets.entries()) {
      const wanted = facet === this.year ? this.yearsWanted(step.years) : step.values[facet.id];
      if (wanted) filters.push([at, facet.wanted(wanted)]);
    }
    return filters;
  }

  yearsWanted(years) {
    if (!years) return undefined;
    if (years === "none") return ["none"];
    return this.year.ids.filter((year) => years[0] <= year && year <= years[1]);
  }

  /** Hits by region and country, and which countries share them. */
  groups(kept) {
    const countries = this.country.ids.map(() => ({ hits: [], partners: new Map() }));
    const regions = new Uint32Array(this.region.ids.length);
    let nInternational = 0;
    for (const position of kept) {
      const start = this.country.starts[position];
      const end = this.country.starts[position + 1];
      if (start === end) nInternational += 1;
      this.region.add(position, regions);
      for (let at = start; at < end; at += 1) {
        const group = countries[this.country.values[at]];
        group.hits.push(position);
        for (let other = start; other < end; other += 1) {
          if (other === at) continue;
          const partner = this.country.values[other];
          group.partners.set(partner, (group.partners.get(partner) ?? 0) + 1);
        }
      }
    }
    const byRegion = this.region.ids.map((id, region) => ({ id, n: regions[region], countries: [] }));
    countries.forEach((group, country) => {
      if (group.hits.length > 0) byRegion[this.regionOf[country]].countries.push(group);
    });
    return { byRegion, nInternational };
  }
}

/** For each case its values, as numbers in one list. */
class Facet {
  constructor(id, cases, valuesOf) {
    this.id = id;
    this.ids = [];
    this.numbers = new Map();
    this.starts = new Uint32Array(cases.length + 1);
    const values = [];
    for (const [position, one] of cases.entries()) {
      for (const value of valuesOf(one)) {
        let number = this.numbers.get(value);
        if (number === undefined) {
          number = this.ids.length;
          this.numbers.set(value, number);
          this.ids.push(value);
        }
        values.push(number);
      }
      this.starts[position + 1] = values.length;
    }
    this.values = Uint32Array.from(values);
  }

  /** A mark for each value, and one for cases that state none. */
  wanted(ids) {
    const wanted = new Uint8Array(this.ids.length + 1);
    for (const id of ids) {
      const number = id === "none" ? this.ids.length : this.numbers.get(id);
      if (number !== undefined) wanted[number] = 1;
    }
    return wanted;
  }

  hasAny(position, wanted) {
    const end = this.starts[position + 1];
    let at = this.starts[position];
    if (at === end) return wanted[this.ids.length] === 1;
    for (; at < end; at += 1) {
      if (wanted[this.values[at]] === 1) return true;
    }
    return false;
  }

  add(position, counts) {
    const end = this.starts[position + 1];
    let at = this.starts[position];
    if (at === end) counts[this.ids.length] += 1;
    for (; at < end; at += 1) counts[this.values[at]] += 1;
  }
}
