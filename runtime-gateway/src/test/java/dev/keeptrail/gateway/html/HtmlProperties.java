package dev.keeptrail.gateway.html;

import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.said;
import static dev.keeptrail.gateway.html.Html.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** No text becomes markup, and no page gets what could run. */
final class HtmlProperties {
  @Property
  void aTextNeverLeavesItsPlace(@ForAll String words) {
    String inside = between(Html.write(el("p", text(words))), "<p>", "</p>");
    String value = between(Html.write(el("p", attr("title", words))), "<p title=\"", "\"></p>");
    for (String written : List.of(inside, value)) {
      assertThat(written).doesNotContain("<", ">", "\"", "'", "\0");
      assertThat(unescaped(written)).isEqualTo(words.replace('\0', '\ufffd'));
    }
  }

  @Property
  void whatAnEventSaysHidesNothing(@ForAll String words) {
    assertThat(Html.write(said(words)).codePoints())
        .noneMatch(point ->
            Character.getType(point) == Character.CONTROL
                || Character.getType(point) == Character.FORMAT);
  }

  @Example
  void nothingThatCouldRunIsAccepted() {
    for (String name : List.of("onclick", "style", "srcdoc", "a b", "", "x=y", "\"")) {
      assertThatThrownBy(() -> attr(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }
    for (String address :
        List.of("javascript:alert(1)", "//elsewhere", "https://elsewhere", "/\\elsewhere", "")) {
      assertThatThrownBy(() -> attr("href", address)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> attr("action", address))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> el("script", text("alert(1)")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> el("style")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> el("p><script")).isInstanceOf(IllegalArgumentException.class);
  }

  private static String between(String written, String before, String after) {
    assertThat(written).startsWith(before).endsWith(after);
    return written.substring(before.length(), written.length() - after.length());
  }

  private static String unescaped(String written) {
    return written
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
