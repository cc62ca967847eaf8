package dev.keeptrail.ledger.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.json.JsonMapper;

/** The canonical form, held against the reference implementation of RFC 8785. */
final class CanonicalFormProperties {
  /** Which the reference writes with an exponent of -178, behind many zeros. */
  private static final double WRONG_IN_THE_REFERENCE = 1e-320;

  private static final List<String> NO_CANONICAL_FORM =
      List.of(
          "",
          " ",
          "{",
          "[1,]",
          "[1 2]",
          "{\"a\":1,}",
          "{\"a\" 1}",
          "{a:1}",
          "{\"a\":1}x",
          "{\"a\":1,\"a\":2}",
          "{\"b\":0,\"a\":1,\"\\u0061\":2}",
          "01",
          "-",
          "1.",
          ".5",
          "1e",
          "+1",
          "1e400",
          "nul",
          "NaN",
          "\"\\x\"",
          "\"\\u12g4\"",
          "\"\\u12\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"a",
          "\"a\\\"",
          "\"a\u0001\"",
          "\"\\n\u0001\"",
          "[".repeat(300) + "]".repeat(300));

  @Property(tries = 500)
  void treesAreWrittenAsTheReferenceWritesThem(@ForAll("trees") Object tree) throws Exception {
    byte[] json = new JsonMapper().writeValueAsBytes(Map.of("z", tree, "a", 1));
    assertThat(canonical(json)).isEqualTo(reference(json));
    assertThat(canonical(Leaves.canonical(json))).isEqualTo(canonical(json));
  }

  @Property(tries = 20_000)
  void numbersAreWrittenAsTheReferenceWritesThem(@ForAll long bits) throws Exception {
    double number = Double.longBitsToDouble(bits);
    if (Double.isFinite(number) && Math.abs(number) != WRONG_IN_THE_REFERENCE) {
      sameNumber(number);
    }
  }

  @Property(tries = 5_000)
  void decimalNumbersToo(@ForAll("decimals") double number) throws Exception {
    sameNumber(number);
  }

  /** Wherever in a text the lists of its outline have to grow. */
  @Example
  void treesOfEverySizeAreWrittenAsTheReferenceWritesThem() throws Exception {
    for (int size = 1; size < 1_100; size++) {
      var json = new StringBuilder("{\"b\":[");
      for (int element = 0; element < size; element++) {
        String comma = element == 0 ? "" : ",";
        json.append(comma).append(element % 7 == 0 ? "[{\"c\":[0]}]" : "1");
      }
      byte[] text = json.append("],\"a\":[true,[]]}").toString().getBytes(UTF_8);
      assertThat(canonical(text)).as("%d elements", size).isEqualTo(reference(text));
    }
  }

  @Example
  void numbersAtTheEdges() throws Exception {
    for (double number :
        new double[] {
          0.0,
          -0.0,
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          Double.MIN_NORMAL,
          1e20,
          1e21,
          1e22,
          1e23,
          123456789012345680000.0,
          1e-6,
          1e-7,
          0.1,
          0.05,
          0.00001,
          0.0000012,
          12345678901234.5,
          100.25,
          0.000123,
          9007199254740992.0,
          2e-323,
          9.4e-323,
          333333333.3333333
        }) {
      sameNumber(number);
      sameNumber(-number);
    }
    assertThat(
            canonical(
                "[10000000000000001, 1E2, -0, 4.50, 0.0, 0.0000001, 0.000001, 1.25]"
                    .getBytes(UTF_8)))
        .isEqualTo("[10000000000000000,100,0,4.5,0,1e-7,0.000001,1.25]");
  }

  @Example
  void whatHasNoCanonicalFormIsRefused() {
    for (String json : NO_CANONICAL_FORM) {
      assertThatThrownBy(() -> Leaves.canonical(json.getBytes(UTF_8)))
          .as(json)
          .isInstanceOf(UnreadableLeafException.class);
    }
    assertThatThrownBy(() -> Leaves.canonical(new byte[] {'"', (byte) 0xc3, '"'}))
        .isInstanceOf(UnreadableLeafException.class);
  }

  private static void sameNumber(double number) throws Exception {
    byte[] json = "[%s]".formatted(Double.toString(number)).getBytes(UTF_8);
    assertThat(canonical(json)).isEqualTo(reference(json));
  }

  private static String canonical(byte[] json) throws UnreadableLeafException {
    return new String(Leaves.canonical(json), UTF_8);
  }

  private static String reference(byte[] json) throws IOException {
    return new JsonCanonicalizer(new String(json, UTF_8)).getEncodedString();
  }

  @Provide
  Arbitrary<Double> decimals() {
    return Arbitraries.longs()
        .between(-1_000_000_000, 1_000_000_000)
        .flatMap(whole ->
            Arbitraries.integers().between(-30, 30).map(e -> Double.parseDouble(whole + "e" + e)));
  }

  @Provide
  Arbitrary<Object> trees() {
    Arbitrary<String> texts =
        Arbitraries.strings()
            .withChars("aB\"\\/\b\f\n\r\t\u0001\u001f\u007f\u00e4\u20ac\ufb33")
            .ofMaxLength(6)
            .map(text -> text + (text.length() % 2 == 0 ? "" : "\ud83d\ude00"));
    Arbitrary<Object> leaves =
        Arbitraries.oneOf(
            texts.map(text -> (Object) text),
            Arbitraries.integers().map(number -> (Object) number),
            Arbitraries.longs().map(number -> (Object) number),
            Arbitraries.of(true, false).map(word -> (Object) word));
    return Arbitraries.recursive(
        () -> leaves,
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMaxSize(4).map(list -> (Object) list),
                inner
                    .list()
                    .ofMaxSize(5)
                    .flatMap(values ->
                        texts
                            .list()
                            .ofSize(values.size())
                            .map(names -> (Object) object(names, values)))),
        1,
        3);
  }

  private static Map<String, Object> object(List<String> names, List<Object> values) {
    return IntStream.range(0, names.size())
        .boxed()
        .collect(
            Collectors.toMap(names::get, values::get, (one, other) -> one, LinkedHashMap::new));
  }
}
