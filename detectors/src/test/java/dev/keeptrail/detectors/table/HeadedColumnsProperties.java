package dev.keeptrail.detectors.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However odd a table is, what is read of it stands in it, and is not much more. */
final class HeadedColumnsProperties {
  private static final List<String> PIECES =
      List.of(
          "mrn",
          "dob",
          "name",
          "tel",
          "Full name",
          "address",
          "10037232",
          "Okafor",
          "4B",
          "ß",
          "\"",
          "\"\"",
          ",",
          ";",
          "\t",
          "|",
          "|---|---|",
          "\n",
          "\r\n",
          "\n\n",
          " ",
          "\\|",
          "^",
          "\u200b",
          "😀",
          "孙丽",
          "ﬁ",
          "e\u0301",
          "x".repeat(45),
          ",".repeat(70),
          "mrn,ssn\n1234,12\n",
          "PID|1||4431987^^^M|",
          "<th>MRN</th>",
          "<tr><td>10037232",
          "</table>",
          "NM1*IL*1*LEE*ANN****MI*XJH884123~",
          ":50K:/12345678901",
          "<Acct><Othr><Id>0532013000</Id>",
          "\"code\":\"MR\"}]},\"value\":\"00481516\"",
          "\nNK1|1|SORENSEN^INGRID^M|",
          "~",
          "\nBEGIN:VCARD\n",
          "\nitem1.ADR;TYPE=home:;;Ringstr. 4;",
          "\nN:Okafor;Ada;;",
          "\nATTENDEE;CN=\"",
          "\nEND:VCARD\n",
          "\rPV1|1|",
          "insert into t (mrn, dob, phone) values (",
          "copy p (mrn, dob) from stdin;\n4431987\t",
          "'4431987'",
          "'",
          "(",
          ")",
          "\\");

  private static String random(Random random, int pieces) {
    var text = new StringBuilder(random.nextBoolean() ? "mrn,dob\n" : "");
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  @Property(tries = 500)
  void readWhatStandsThere(@ForAll long seed, @ForAll @IntRange(max = 60) int pieces) {
    ScannedText text = TextNormalizer.normalize(random(new Random(seed), pieces));
    ScannedText reading = HeadedColumns.of(text).orElse(null);
    if (reading == null) {
      return;
    }
    assertThat(reading.length()).isLessThanOrEqualTo(8 * text.length());
    int kept = 0;
    for (int i = 0; i < reading.length(); i++) {
      ScannedText.Range range = reading.originalRange(i, i + 1);
      assertThat(range.start()).isBetween(0, range.end() - 1);
      if (reading.isKept(i, i + 1)) {
        kept++;
        // The parts of an address in a card are read with commas between them.
        String shown = cells(text, range).replace(';', ',');
        assertThat(shown).contains(String.valueOf(reading.charAt(i)).replace(';', ','));
      }
    }
    assertThat(kept).isLessThanOrEqualTo(text.length());
  }

  /** What the text shows for a range of its original. */
  private static String cells(ScannedText text, ScannedText.Range range) {
    var shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.originalStart(i) >= range.start() && text.originalEnd(i + 1) <= range.end()) {
        shown.append(text.charAt(i));
      }
    }
    return shown.toString();
  }
}
