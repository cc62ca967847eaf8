package dev.keeptrail.language.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameRendererTest {
  private final FrameRenderer plain = new FrameRenderer(false);

  @Test
  void showsPlaceLineCaretAndHint() {
    String frame = render("a: 1\n    actoin: redact\n", "actoin", "did you mean `action`?");
    assertThat(frame)
        .isEqualTo(
            """
            p.yaml:2:5: error[E002]: unknown
              2 |     actoin: redact
                |     ^^^^^^
                = did you mean `action`?
            """);
  }

  @Test
  void placesTheCaretBelowWideCombiningAndTabbedText() {
    assertThat(caretLine("日本: x")).isEqualTo("    |       ^");
    assertThat(caretLine("e\u0301e\u0301: x")).isEqualTo("    |     ^");
    assertThat(caretLine("\ta: x")).isEqualTo("    |        ^");
    assertThat(caretLine("😀: x")).isEqualTo("    |     ^");
    assertThat(render("k: 日本", "日本", null)).contains("|    ^^^^\n");
  }

  @Test
  void showsControlsAndInvisibleMarksAsEscapes() {
    String frame = render("\u001b[2J\u202e\u200b: x", "x", "see \u001b[31m\u0007 and \r\u009b");
    assertThat(frame)
        .contains("\\u{1b}[2J\\u{202e}\\u{200b}: x", "see \\u{1b}[31m\\u{7} and \\u{d}\\u{9b}")
        .matches(text -> text.chars().noneMatch(c -> c != '\n' && Character.isISOControl(c)));
  }

  @Test
  void escapesTheNameOfTheFile() {
    SourceText source = new SourceText("a\u001b[0m.yaml", "x");
    assertThat(plain.render(problem(new Span(source, 0, 1), null)))
        .startsWith("a\\u{1b}[0m.yaml:1:1");
  }

  @Test
  void cutsLongLinesAroundTheCaret() {
    String frame = render("a".repeat(500) + "HERE" + "b".repeat(500), "HERE", null);
    List<String> lines = frame.lines().toList();
    assertThat(lines.get(1)).hasSizeLessThan(140).contains("…").contains("HERE").endsWith("…");
    assertThat(lines.get(2).indexOf("^^^^")).isEqualTo(lines.get(1).indexOf("HERE"));
  }

  @Test
  void blotsOutSecretsInSourceLines() {
    assertThat(render("{api_key: sk-1, x: 2}", "x", null)).contains("{api_key: ****, x: 2}");
    assertThat(render("api_key: \"s\\\"k\" # x", "x", null)).contains("api_key: ****** # x");
    assertThat(render("'secret_key_ref': 's k', x", "x", null))
        .contains("***** , x".replace(" ,", ","));
    assertThat(render("secret_key_ref: {env: A}, x", "x", null)).contains("{env: A}");
    assertThat(render("x: api_key", "x", null)).contains("x: api_key");
  }

  @Test
  void marksAnEmptySpanWithOneCaret() {
    SourceText source = new SourceText("p.yaml", "abc");
    assertThat(plain.render(problem(new Span(source, 3, 0), null))).contains("|    ^\n");
  }

  @Test
  void leavesTheExcerptOutWhereThereIsNothingToShow() {
    assertThat(plain.render(problem(Span.startOf(new SourceText("p.yaml", "")), null)))
        .isEqualTo("p.yaml:1:1: error[E002]: unknown\n");
  }

  @Test
  void clipsASpanOverManyLinesToItsFirst() {
    SourceText source = new SourceText("p.yaml", "{a: 1,\n b: 2}\n");
    assertThat(plain.render(problem(new Span(source, 0, 13), null))).contains("| ^^^^^^\n");
  }

  @Test
  void coloursOnlyWhenAsked() {
    SourceText source = new SourceText("p.yaml", "a");
    Diagnostic problem = problem(new Span(source, 0, 1), "h");
    assertThat(new FrameRenderer(true).render(problem)).contains("\u001b[1;31m");
    assertThat(plain.render(problem)).doesNotContain("\u001b");
  }

  private String caretLine(String text) {
    return render(text, "x", null).lines().toList().get(2);
  }

  private String render(String text, String word, @Nullable String hint) {
    SourceText source = new SourceText("p.yaml", text);
    return plain.render(problem(new Span(source, text.indexOf(word), word.length()), hint));
  }

  private static Diagnostic problem(Span span, @Nullable String hint) {
    return new Diagnostic(DiagnosticCode.UNKNOWN_KEY, span, "a", "unknown", hint);
  }
}
