package dev.keeptrail.engine.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;

/** Same for the same, different for different, and back again. */
final class IssueProperties {
  private static final List<String> CATEGORIES =
      List.of(
          "pii.email",
          "pii.phone",
          "pci.card",
          "pii.iban",
          "pii.ssn",
          "pii.ip",
          "pii.mac",
          "pii.name",
          "pii.url",
          "pii.passport");

  @Property(tries = 300)
  void everyValueHasItsOwn(
      @ForAll @Size(min = 1, max = 60) @UniqueElements
          List<@AlphaChars @NumericChars @StringLength(min = 1, max = 20) String> values,
      @ForAll @IntRange(max = 9) int category,
      @ForAll boolean lifelike) {
    var kind = kind(category, lifelike);
    String text = String.join(" ", values);
    var issue = new Issue(Pseudonyms.UNKEYED, List.of(text));
    Set<String> given = new HashSet<>();
    for (String value : values) {
      String pseudonym = issue.of(value, kind);
      assertThat(given.add(pseudonym.toLowerCase(Locale.ROOT))).as(pseudonym).isTrue();
      assertThat(issue.of(value, kind)).isEqualTo(pseudonym);
    }
    assertThat(Occurrences.of(issue.fresh()).in(text)).isEmpty();
  }

  @Property(tries = 300)
  void everyValueComesBack(
      @ForAll @Size(min = 1, max = 60) @UniqueElements
          List<@AlphaChars @NumericChars @StringLength(min = 1, max = 20) String> values,
      @ForAll @IntRange(max = 9) int category,
      @ForAll boolean lifelike,
      @ForAll boolean shouted) {
    var issue = new Issue(Pseudonyms.UNKEYED, values);
    List<String> said = new ArrayList<>();
    values.forEach(value -> said.add(issue.of(value, kind(category, lifelike))));
    String answer = "I saw (" + String.join("), then (", said) + ").";

    List<Occurrence> found =
        Occurrences.of(issue.fresh()).in(shouted ? answer.toUpperCase(Locale.ROOT) : answer);

    assertThat(found).extracting(Occurrence::original).isEqualTo(values);
  }

  @Property(tries = 100)
  void hangsOnTheKeyAndOnNothingElse(@ForAll @IntRange(max = 8) int category, @ForAll long number) {
    String value = "user" + number + "@corp.example 4111111111111111";
    var kind = kind(category, true);
    String first = issueUnder("one").of(value, kind);
    assertThat(issueUnder("one").of(value, kind)).isEqualTo(first);
    Set<String> others = new HashSet<>();
    for (int key = 0; key < 20; key++) {
      others.add(issueUnder("other " + key).of(value, kind));
    }
    boolean numbered = first.contains("_");
    assertThat(others.size() > 5 || numbered).as(others.toString()).isTrue();
  }

  private static Issue issueUnder(String key) {
    return new Issue(Pseudonyms.under(PseudonymKey.of(key)), List.of());
  }

  private static Issue.Kind kind(int category, boolean lifelike) {
    String name = CATEGORIES.get(category);
    return new Issue.Kind(
        name.substring(name.indexOf('.') + 1).toUpperCase(Locale.ROOT),
        name,
        "pii-detector",
        lifelike,
        true);
  }
}
