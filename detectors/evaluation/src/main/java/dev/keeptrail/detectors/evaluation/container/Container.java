package dev.keeptrail.detectors.evaluation.container;

/** What texts are put into, whole, as programs write them. */
public enum Container {
  JSON("a string of JSON", Strings::json),
  JSON_IN_JSON("JSON in a string of JSON", Strings::jsonInJson),
  ASCII_JSON("JSON in ASCII", Strings::asciiJson),
  YAML("a block of YAML", Strings::yamlBlock),
  CSV("a cell of CSV", Strings::csv),
  XML("an element of XML", Markup::xml),
  HTML("paragraphs of HTML", Markup::html),
  HTML_CELL("a cell of HTML", Markup::lineBreaks),
  MARKDOWN_CELL("a cell of Markdown", Markup::markdownCell),
  MARKDOWN_ESCAPED("Markdown with everything escaped", Markup::escapedMarkdown),
  LATEX("LaTeX", Markup::latex),
  RTF("RTF", Markup::rtf),
  PYTHON("a string of Python", Strings::python),
  CONCATENATED("strings of Java, a line each", Strings::concatenated),
  SHELL("a word of a shell", Strings::shell),
  SQL("a string of SQL", Strings::sql),
  PROPERTIES("a value of Java properties", Strings::properties),
  COMMENT("a comment, broken at 72", Lines::commented),
  PATCH("a patch", Lines::patch),
  ANNOTATED("an annotated file", Lines::annotated),
  COUNTED("numbered lines", Lines::counted),
  LOG("lines of a log", Lines::log),
  QUOTED_MAIL("a quoted mail, broken at 72", Lines::quotedAndWrapped),
  WRAPPED("lines broken at 72", Lines::wrapped),
  CARRIAGE_RETURNS("lines that end in CR LF", Lines::carriageReturns),
  CAPTIONS("captions of a film", Lines::captions),
  VCARD("a note of a vCard, folded", Lines::folded),
  QUOTED_PRINTABLE("a mail in quoted-printable", Transfers::quotedPrintable),
  MIME_BASE64("a mail in base64", Transfers::mimeBase64),
  FORM("a field of a form", Transfers::form),
  QUERY("a parameter of a URL", Transfers::query);

  private final String word;
  private final Form form;

  Container(String word, Form form) {
    this.word = word;
    this.form = form;
  }

  public String word() {
    return word;
  }

  /** The text in this container. */
  public Contained of(String text) {
    return form.write(text);
  }
}
