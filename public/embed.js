// @ts-check
/**
 * The library as a part of another page:
 *
 *     <script type="module" src="https://host/folder/embed.js"></script>
 *     <case-library country="KR" topic="agriculture health">
 *       <a href="https://host/folder/">Open the case library</a>
 *     </case-library>
 *
 * The element shows the library of the folder that this script came from, in a
 * frame. What stands in the element is shown until the library is there, and
 * where it never comes.
 *
 * ATTRIBUTES are the parameters of the library's addresses, any facet too;
 * several values are parted by spaces or commas. Beside them:
 * - `height`: `auto` (as tall as its content; the default), or a number of pixels
 * - `theme`: `auto` (dark where the text around is light; the default), `light`,
 *   `dark`, `contrast`
 * - `hide`: any of `search`, `facets`, `header`
 * - `accent`: a colour for what can be acted on; it is made lighter or darker
 *   where it could not be read
 * - `font`: `serif` or `sans` for all texts; without it titles have the one and
 *   controls the other
 * - `loading`: `lazy` (when the reader comes near; the default), or `eager` (at
 *   once, also where nobody can see it yet)
 * - `title`: the frame's name to assistive technology
 * A change takes effect at once, and loads nothing again. Where one of those
 * that say what is shown has changed, the reader is taken there; otherwise they
 * stay where they are.
 *
 * EVENTS, which bubble, out of a shadow tree too:
 * - `casebook-ready`: the library is there; `detail` is its address
 * - `casebook-navigate`: the reader, or a change of attributes, has come to
 *   another place; `detail` is the address of it in the full library
 * - `casebook-error`: the library does not come; `detail` says why
 *
 * MESSAGES between page and frame are objects `{casebook: 1, type, …}`.
 *
 * | from  | type       | with      | meaning                                     |
 * | ----- | ---------- | --------- | ------------------------------------------- |
 * | page  | `hello`    |           | is anybody there? again until answered      |
 * | frame | `hello`    |           | yes                                         |
 * | frame | `height`   | `height`  | the content's, in pixels; when it grows, or shrinks by two or more; once in an animation frame |
 * | frame | `ready`    | `title`   | the library is open                         |
 * | frame | `error`    | `title`   | it cannot be opened                         |
 * | frame | `navigate` | `address` | the address has become this one, `?…`       |
 * | page  | `navigate` | `address` | go to this one, `?…`                        |
 *
 * The page hears its own frame and the library's origin alone. The frame hears
 * its parent alone, and only the origin of the first `hello`. Each names the
 * other's origin when it speaks. A page that has none, as one from a file, is
 * `null` to the frame, which then speaks to its parent without naming an origin.
 * No other page can come to hear it: who leaves a page ends the frames in it. All
 * else is passed over in silence.
 */

/** @typedef {CustomEvent<string>} CasebookEvent `casebook-ready`, `casebook-navigate` or `casebook-error` */
/** @typedef {InstanceType<typeof CaseLibrary>} CaseLibraryElement */

const folder = new URL("./", import.meta.url);

/** Attributes that are no parameters, since they say something else of any element. */
const OTHERS = /^(height|loading|class|id|style|slot|part|is|title|dir|hidden|role|tabindex|nonce|(data|aria)-.*)$/;
/** Parameters that say how the library looks, and not what it shows. */
const LOOKS = ["embed", "theme", "hide", "accent", "font"];

/** Milliseconds between two looks at a frame that has said nothing yet. */
const PAUSE = 100;
/** After how many of them it is taken to be silent. */
const PATIENCE = 200;
/** No content is taller, in pixels. */
const TALLEST = 1e5;

/**
 * What the library does, and no more: above all, it cannot lead the page
 * elsewhere. The same origin as its own files, to read them; modals to print.
 */
const SANDBOX =
  "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals";

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { display: block }
  :host([hidden]) { display: none }
  div { position: relative; min-block-size: 1px }
  iframe { display: block; inline-size: 100%; border: 0 }
  iframe[inert] { position: absolute; inset: 0; max-block-size: 100%; opacity: 0 }
`);

class CaseLibrary extends HTMLElement {
  /** What the attributes say is shown, and what is: query strings without looks. */
  #wanted = "";
  #shown = "";
  #isReady = false;
  #slot = document.createElement("slot");
  #room = document.createElement("div");
  /** Ends what one stay in a page began. */
  #leave = () => {};

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(this.#room);
    this.#room.append(this.#slot);
  }

  /** Whether the text around is nearer to white than to black. */
  #isTextLight() {
    // In OKLCH, lightness comes first, whichever notation the page has chosen.
    // A browser that does not know it takes the text for dark.
    this.#room.style.outlineColor = `oklch(from ${getComputedStyle(this).color} l c h)`;
    return parseFloat(getComputedStyle(this.#room).outlineColor.split("oklch(")[1]) > 0.6;
  }

  /** Whether the library is there. */
  get isReady() {
    return this.#isReady;
  }

  /** Where the reader is, as an address of the full library. */
  get address() {
    return folder + (this.#shown && `?${this.#shown}`);
  }

  connectedCallback() {
    const ending = new AbortController();
    const { signal } = ending;
    const frame = document.createElement("iframe");
    let looks = "";
    /** What the frame was last told to show. */
    let told = "";
    /** The address that the page was last told. */
    let known = this.address;
    let contentHeight = "";
    let isLoaded = false;
    let isAlive = false;
    let nLooks = 0;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    let timer;

    /**
     * @param {string} type
     * @param {object} [details]
     */
    const tell = (type, details) =>
      frame.contentWindow?.postMessage({ casebook: 1, type, ...details }, folder.origin);

    /**
     * @param {string} name
     * @param {string} detail
     */
    const fire = (name, detail) =>
      this.dispatchEvent(new CustomEvent(`casebook-${name}`, { detail, bubbles: true, composed: true }));

    /**
     * Shows the frame, or what stands in the element.
     * @param {boolean} isReady
     */
    const show = (isReady) => {
      this.#isReady = this.#slot.hidden = isReady;
      frame.inert = !isReady;
    };

    /** @param {string} why */
    const fail = (why) => {
      show(false);
      fire("error", why);
    };

    const resize = () => {
      const height = parseFloat(this.getAttribute("height") ?? "");
      frame.style.blockSize = height > 0 ? `${height}px` : contentHeight;
    };

    const address = () => `?${this.#shown}${this.#shown && "&"}${looks}`;

    /** Brings the frame in line with the attributes. */
    const follow = () => {
      const place = new URLSearchParams();
      const look = new URLSearchParams({ embed: "1" });
      let theme = "";
      for (const { name, value } of this.attributes) {
        if (name === "theme") theme = value;
        else if (!OTHERS.test(name) && !(/^on/.test(name) && name in this)) {
          let values = name === "q" || name === "accent" ? [value] : value.split(/[\s,]+/);
          if (name === "ids" || name === "hide") values = [values.join()];
          for (const one of values) if (one) (LOOKS.includes(name) ? look : place).append(name, one);
        }
      }
      if (!/^(light|dark|contrast)$/.test(theme)) {
        theme = this.#isTextLight() ? "dark" : "light";
      }
      look.append("theme", theme);
      looks = `${look}`;
      if (`${place}` !== this.#wanted) this.#shown = this.#wanted = `${place}`;
      if (isAlive && told !== address()) tell("navigate", { address: (told = address()) });
      resize();
      frame.title = this.title || frame.title || "Case library";
      if (this.getAttribute("loading") === "eager") load();
    };

    /** Asks whether somebody is there: at once, then after ever longer times. */
    const ask = () => {
      nLooks++;
      if (isLoaded && !(nLooks & (nLooks - 1))) tell("hello");
      if (nLooks < PATIENCE) return;
      clearInterval(timer);
      fail("The library does not answer.");
    };

    const wait = () => {
      clearInterval(timer);
      nLooks = 0;
      timer = setInterval(ask, PAUSE);
    };

    frame.onload = () => {
      // Where the reader has had it loaded again, who knows what it shows now?
      if (isLoaded) told = "";
      isLoaded = true;
      isAlive = false;
      wait();
      ask();
    };

    addEventListener(
      "message",
      ({ source, origin, data }) => {
        if (source !== frame.contentWindow || origin !== folder.origin || data?.casebook !== 1) return;
        const { type, title } = data;
        if (type === "hello") {
          clearInterval(timer);
          isAlive = true;
          follow();
        } else if (type === "height" && data.height > 0) {
          contentHeight = `${Math.min(data.height, TALLEST)}px`;
          resize();
        } else if (type === "ready") {
          frame.title = this.title || String(title);
          // It says so to each `hello`.
          if (this.#isReady) return;
          show(true);
          known = this.address;
          fire(type, known);
        } else if (type === "error") {
          fail(String(title));
        } else if (type === "navigate" && /^\?/.test(data.address)) {
          const place = new URLSearchParams(String(data.address));
          for (const name of LOOKS) place.delete(name);
          this.#shown = `${place}`;
          told = address();
          const now = this.address;
          if (now === known) return;
          known = now;
          fire(type, now);
        }
      },
      { signal },
    );

    const changes = new MutationObserver(follow);
    for (const node of [this, document.documentElement, document.body]) {
      changes.observe(node, { attributes: true });
    }
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", follow, { signal });
    // A colour that fades is there only at the end.
    document.addEventListener("transitionend", follow, { signal });

    // Not the browser's own way to be lazy: each takes something else to be near,
    // and none says when it begins, and so when the frame is late.
    const near = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) load();
      },
      { rootMargin: "100% 0px" },
    );

    const load = () => {
      near.disconnect();
      if (frame.src) return;
      frame.src = folder + (told = address());
      wait();
      this.#room.append(frame);
    };

    this.#leave = () => {
      ending.abort();
      changes.disconnect();
      near.disconnect();
      clearInterval(timer);
      show(false);
      frame.remove();
    };

    frame.part.add("frame");
    frame.sandbox.value = SANDBOX;
    frame.allow = "clipboard-write";
    frame.referrerPolicy = "no-referrer";
    show(false);
    near.observe(this);
    follow();
  }

  /** To be moved without being taken out keeps the frame as it is. */
  connectedMoveCallback() {}

  disconnectedCallback() {
    this.#leave();
  }
}

// The same script may stand in a page twice.
if (!customElements.get("case-library")) customElements.define("case-library", CaseLibrary);
