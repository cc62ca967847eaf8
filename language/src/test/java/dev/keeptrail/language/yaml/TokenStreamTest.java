package dev.keeptrail.language.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenStreamTest {
  @Test
  void tellsPlainFromQuotedAndBlockText() throws Exception {
    assertThat(shown("[a, 'a', \"a\", !!str a]")).containsExactly("[", "a", "'a", "'a", "!a", "]");
    assertThat(shown("a: |\n  b\nc: >\n  d\n")).containsExactly("{", "a", "'b\n", "c", "'d\n", "}");
  }

  @Test
  void givesAnAnchorToTheNodeThatCarriesItAlone() throws Exception {
    assertThat(shown("&m {a: &v b, &k c: *v, *k : &s [d]}"))
        .containsExactly("&m{", "a", "&vb", "&kc", "*v", "*k", "&s[", "d", "]", "}");
  }

  @Test
  void givesATagToTheNodeThatCarriesItAlone() throws Exception {
    assertThat(shown("!!map {a: b, !x c: !!seq [d]}"))
        .containsExactly("!{", "a", "b", "!c", "![", "d", "]", "}");
  }

  @Test
  void decodesNoScalar() throws Exception {
    assertThat(shown("[0x1F, 08, 1_000, .inf, true, ~, '', !!int x, !!float x, !!binary '*']"))
        .containsExactly(
            "[", "0x1F", "08", "1_000", ".inf", "true", "~", "'", "!x", "!x", "!'*", "]");
  }

  @Test
  void handsOutKeysThatAreNoScalarsWhereTheyStand() throws Exception {
    assertThat(shown("? [a, {? {b: c} : d}]\n: e\n? {}\n: {[]: f}\ng: h\n"))
        .containsExactly(
            "{", "[", "a", "{", "{", "b", "c", "}", "d", "}", "]", "e", "{", "}", "{", "[", "]",
            "f", "}", "g", "h", "}");
  }

  @Test
  void placesTokensBehindCharactersOfTwoUnits() throws Exception {
    String yaml = "😀: '😀' # 😀\né: [😀, &b c]\n";
    List<String> places = new ArrayList<>();
    for (YamlToken token : tokens(yaml)) {
      Span span = token.span();
      places.add(yaml.substring(span.offset(), span.end()));
    }
    assertThat(places).containsExactly("", "😀", "'😀'", "é", "[", "😀", "&b c", "]", "");
  }

  @Test
  void stopsWhereASecondDocumentStarts() throws Exception {
    String yaml = "a\n--- ]\n";
    try (TokenStream tokens = new TokenStream(new SourceText("p", yaml))) {
      assertThat(tokens.next()).isInstanceOf(YamlToken.Scalar.class);
      assertThat(tokens.isAtSecondDocument()).isFalse();
      YamlToken end = tokens.next();
      assertThat(end).isInstanceOf(YamlToken.End.class);
      assertThat(end.span().offset()).isEqualTo(yaml.indexOf("---"));
      assertThat(tokens.isAtSecondDocument()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only a comment\n", "a", "a\n...\n"})
  void knowsOfNoSecondDocument(String yaml) throws Exception {
    try (TokenStream tokens = new TokenStream(new SourceText("p", yaml))) {
      while (tokens.next() instanceof YamlToken.Node) {
        assertThat(tokens.isAtSecondDocument()).isFalse();
      }
      assertThat(tokens.isAtSecondDocument()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\U00110000", "\\UFFFFFFFF", "\\xZZ", "\\q", "\\u12"})
  void saysThatAnEscapeIsBroken(String escape) {
    assertThatExceptionOfType(TokenStream.SyntaxException.class)
        .isThrownBy(() -> tokens("a: \"" + escape + "\"\n"))
        .extracting(TokenStream.SyntaxException::problem)
        .returns(DiagnosticCode.INVALID_YAML, Diagnostic::code)
        .returns("a backslash starts an escape here that does not exist", Diagnostic::message);
  }

  /** All tokens up to the end of the document's root. */
  private static List<YamlToken> tokens(String yaml) throws TokenStream.SyntaxException {
    List<YamlToken> all = new ArrayList<>();
    int open = 0;
    try (TokenStream tokens = new TokenStream(new SourceText("p", yaml))) {
      do {
        YamlToken token = tokens.next();
        all.add(token);
        open += token instanceof YamlToken.Start ? 1 : 0;
        open -= token instanceof YamlToken.End ? 1 : 0;
      } while (open > 0);
    }
    return all;
  }

  private static List<String> shown(String yaml) throws TokenStream.SyntaxException {
    List<Boolean> mappings = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (YamlToken token : tokens(yaml)) {
      shown.add(
          switch (token) {
            case YamlToken.Alias alias -> "*" + alias.anchor();
            case YamlToken.Scalar scalar ->
                properties(scalar) + (scalar.plain() ? "" : "'") + scalar.text();
            case YamlToken.Start start -> {
              mappings.add(start.mapping());
              yield properties(start) + (start.mapping() ? "{" : "[");
            }
            case YamlToken.End _ -> mappings.removeLast() ? "}" : "]";
          });
    }
    return shown;
  }

  private static String properties(YamlToken.Content token) {
    return (token.anchor() == null ? "" : "&" + token.anchor()) + (token.tag() == null ? "" : "!");
  }
}
