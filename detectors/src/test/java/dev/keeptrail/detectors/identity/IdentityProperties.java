package dev.keeptrail.detectors.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every scheme of the table, whatever the value. */
final class IdentityProperties {
  private static final List<Scheme> SCHEMES = SchemeTable.get().schemes();
  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int TRIES = 4_000;

  @Provide
  Arbitrary<Scheme> schemes() {
    return Arbitraries.of(SCHEMES);
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.strings().withChars("0123456789ABCDXYZabz -./+()[]é٣").ofMaxLength(32);
  }

  @Property(tries = 2_000)
  void noValueBreaksAScheme(@ForAll("schemes") Scheme scheme, @ForAll("values") String value) {
    assertThat(IdentitySchemes.accepts(scheme.id(), value)).isIn(true, false);
  }

  /** Values of the right shape reach the checks, which must hold or not, but never fail. */
  @Property(tries = 1_000)
  void noShapeBreaksItsCheck(@ForAll("schemes") Scheme scheme, @ForAll Random random) {
    for (Shape shape : scheme.shapes()) {
      String value = fitting(shape, random);
      assertThat(IdentitySchemes.accepts(scheme.id(), value)).isIn(true, false);
    }
  }

  /** A check worth its name lets few random values pass. */
  @Property(tries = 200)
  void checksRefuseMostValuesOfTheirShape(@ForAll("schemes") Scheme scheme, @ForAll Random random) {
    if (!scheme.checked()) {
      return;
    }
    Shape shape = scheme.shapes().getFirst();
    int held = 0;
    for (int i = 0; i < TRIES; i++) {
      Candidate candidate = Candidate.of(fitting(shape, random));
      assertThat(candidate).isNotNull();
      held += candidate != null && scheme.accepts(candidate) ? 1 : 0;
    }
    assertThat((double) held / TRIES).as(scheme.id()).isLessThan(0.3);
  }

  private static String fitting(Shape shape, Random random) {
    var value = new StringBuilder();
    for (int i = 0; i < shape.length(); i++) {
      if (shape.sign(i) != '\0') {
        value.append(shape.sign(i));
      }
      char c;
      do {
        c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      } while (!shape.allows(i, Character.digit(c, 36)));
      value.append(c);
    }
    return value.toString();
  }
}
