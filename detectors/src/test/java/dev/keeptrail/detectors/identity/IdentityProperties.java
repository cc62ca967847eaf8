package dev.keeptrail.detectors.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every scheme of the table, whatever the value. */
final class IdentityProperties {
  private static final List<Scheme> SCHEMES = SchemeTable.get().schemes();
  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int TRIES = 500;
  private static final double LENIENT = 0.3;

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

  /** Told apart all together, spellings are those that fit one by one. */
  @Property(tries = 300)
  void spellingsAreThoseThatFit(@ForAll("schemes") Scheme scheme, @ForAll Random random) {
    for (Shape shape : scheme.shapes()) {
      Candidate candidate = Candidate.of(fitting(shape, random));
      if (candidate != null) {
        Spellings spellings = SchemeTable.get().entries(candidate);
        int next = 0;
        for (Scheme other : SCHEMES) {
          for (Shape one : other.shapes()) {
            boolean listed =
                candidate.letterBits() == 0 ? one.mayBeAllDigits() : one.mayHoldLetters();
            if (one.length() == candidate.length() && listed && one.fits(candidate)) {
              next = spellings.next(next, candidate, false);
              while (!spellings.get(next).shape().hasSignsOf(candidate)) {
                next = spellings.next(next + 1, candidate, false);
              }
              assertThat(spellings.get(next++).shape()).isSameAs(one);
            }
          }
        }
      }
    }
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
  @Example
  void checksRefuseMostValuesOfTheirShape() {
    var random = new Random(1);
    for (Scheme scheme : SCHEMES) {
      for (Shape shape : scheme.checked() ? scheme.shapes() : List.<Shape>of()) {
        int held = 0;
        for (int i = 0; i < TRIES; i++) {
          Candidate candidate = Candidate.of(fitting(shape, random));
          held += candidate != null && scheme.accepts(candidate) ? 1 : 0;
        }
        assertThat((double) held / TRIES).as(scheme.id()).isLessThan(LENIENT);
      }
    }
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
