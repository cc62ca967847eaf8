package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that would hurt detectors of tool arguments, code, leaks and links that look too far. */
final class HostileArgumentsTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Scanner ALL =
      Detectors.scanner(
          new ScanRequest(Set.of("tool", "code", "leak", "exfiltration"), List.of(), List.of()));

  static Stream<String> pieces() {
    return Stream.of(
        "'",
        "\"",
        "`",
        "'a",
        "' or ",
        "' or 1=1 ",
        "; ",
        ";drop table ",
        "|",
        "&&",
        "\n",
        "\n\n ls",
        "../",
        "..\\",
        ".\\./",
        "...\\",
        "....................../",
        "for x in a;",
        "alter table a",
        "$a[",
        "\"a\".",
        "'.a(",
        "(system",
        "[![]+",
        "if(1=1,",
        "#\n",
        "{{config ",
        "{{ a range(",
        "(',',",
        "1 || ",
        "http://[1:2:",
        "..%2f",
        "%252e",
        "%",
        "%u",
        "\\u",
        "&#",
        "&#x3c;",
        "&lt",
        "0x2e",
        "$(",
        "${",
        "${${",
        "${lower:",
        "}",
        "{{",
        "{%",
        "#{",
        "<",
        "<script",
        "<a on",
        "<!--",
        "<!entity",
        "(",
        ")",
        ")(",
        "*)(",
        "union ",
        "union select ",
        "select(",
        "sleep(",
        "char(1)+",
        "--",
        "/*",
        "/**/",
        "@@",
        "://",
        "http://",
        "http://@",
        "http:\\\\",
        "//",
        "[",
        "0x",
        "1.",
        "![",
        "![a](//",
        "](",
        "![a][b]",
        "[a]: //b",
        "src=//",
        "<{",
        "?a={",
        "```",
        "```\n",
        "~~~ a\n",
        "a;\n",
        "}\n",
        "SELECT a\n",
        "kt-canary-",
        "kt-canary-0123456789abcdef ",
        "word ",
        "字",
        "curl ",
        "curl | ",
        "on=",
        " onx=",
        "javascript:",
        "java.lang.",
        "$ne\"",
        "a@b.c ");
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void takesTimeInProportionToTheText(String piece) {
    String small = piece.repeat(5_000 / piece.length());
    String large = piece.repeat(100_000 / piece.length());
    scan(small);
    // Twenty times the text; quadratic work would take four hundred times as long. The floor keeps
    // the noise of tiny times out.
    long allowed = 90 * Math.max(cpuTime(small), 3_000_000);
    assertThat(cpuTime(large)).isLessThan(allowed);
  }

  private static long cpuTime(String text) {
    long start = THREADS.getCurrentThreadCpuTime();
    scan(text);
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  private static void scan(String text) {
    List<ScanText> references =
        List.of(
            new ScanText(text, Origin.of(Source.SYSTEM, 0)),
            new ScanText(text, Origin.of(Source.TOOL_RESULT, 1)));
    for (Source source : List.of(Source.TOOL_ARGUMENTS, Source.ASSISTANT)) {
      var input = new ScanInput(List.of(new ScanText(text, Origin.of(source, 2))), references);
      assertThat(ALL.scan(input).faults())
          .allMatch(fault ->
              fault.problem().startsWith("finding limit")
                  || fault.problem().startsWith("more trigger hits"));
    }
  }
}
