package dev.keeptrail.detectors.evaluation.container;

/** What texts are put into, whole, as programs write them. */
public enum Container {
  JSON("a string of JSON"),
  JSON_IN_JSON("JSON in a string of JSON"),
  ASCII_JSON("JSON in ASCII"),
  YAML("a block of YAML"),
  CSV("a cell of CSV"),
  XML("an element of XML"),
  HTML("paragraphs of HTML"),
  HTML_CELL("a cell of HTML"),
  MARKDOWN_CELL("a cell of Markdown"),
  MARKDOWN_ESCAPED("Markdown with everything escaped"),
  LATEX("LaTeX"),
  RTF("RTF"),
  PYTHON("a string of Python"),
  CONCATENATED("strings of Java, a line each"),
  SHELL("a word of a shell"),
  SQL("a string of SQL"),
  PROPERTIES("a value of Java properties"),
  COMMENT("a comment, broken at 72"),
  PATCH("a patch"),
  ANNOTATED("an annotated file"),
  COUNTED("numbered lines"),
  LOG("lines of a log"),
  QUOTED_MAIL("a quoted mail, broken at 72"),
  WRAPPED("lines broken at 72"),
  CARRIAGE_RETURNS("lines that end in CR LF"),
  CAPTIONS("captions of a film"),
  VCARD("a note of a vCard, folded"),
  QUOTED_PRINTABLE("a mail in quoted-printable"),
  MIME_BASE64("a mail in base64"),
  FORM("a field of a form"),
  QUERY("a parameter of a URL");

  private final String word;

  Container(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** The text in this container. */
  public Contained of(String text) {
    return switch (this) {
      case JSON -> Strings.json(text);
      case JSON_IN_JSON -> Strings.jsonInJson(text);
      case ASCII_JSON -> Strings.asciiJson(text);
      case YAML -> Strings.yamlBlock(text);
      case CSV -> Strings.csv(text);
      case XML -> Markup.xml(text);
      case HTML -> Markup.html(text);
      case HTML_CELL -> Markup.lineBreaks(text);
      case MARKDOWN_CELL -> Markup.markdownCell(text);
      case MARKDOWN_ESCAPED -> Markup.escapedMarkdown(text);
      case LATEX -> Markup.latex(text);
      case RTF -> Markup.rtf(text);
      case PYTHON -> Strings.python(text);
      case CONCATENATED -> Strings.concatenated(text);
      case SHELL -> Strings.shell(text);
      case SQL -> Strings.sql(text);
      case PROPERTIES -> Strings.properties(text);
      case COMMENT -> Lines.commented(text);
      case PATCH -> Lines.patch(text);
      case ANNOTATED -> Lines.annotated(text);
      case COUNTED -> Lines.counted(text);
      case LOG -> Lines.log(text);
      case QUOTED_MAIL -> Lines.quotedAndWrapped(text);
      case WRAPPED -> Lines.wrapped(text);
      case CARRIAGE_RETURNS -> Lines.carriageReturns(text);
      case CAPTIONS -> Lines.captions(text);
      case VCARD -> Lines.folded(text);
      case QUOTED_PRINTABLE -> Transfers.quotedPrintable(text);
      case MIME_BASE64 -> Transfers.mimeBase64(text);
      case FORM -> Transfers.form(text);
      case QUERY -> Transfers.query(text);
    };
  }
}
