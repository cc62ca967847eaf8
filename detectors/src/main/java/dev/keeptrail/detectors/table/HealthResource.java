package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of identifiers in FHIR resources whose type a code of HL7 table 0203 tells, in JSON
 * {@code {"type":{"coding":[{"code":"MR"}]},"value":"…"}} and in XML {@code <code value="MR"/> …
 * <value value="…"/>}. Collects over the whole text; confined to one scan.
 */
final class HealthResource {
  private static final String KEY = "\"code\"";
  private static final String VALUE = "\"value\"";
  private static final String ATTRIBUTE = "<code value=\"";
  private static final String ELEMENT = "<value value=\"";
  private static final String END = "</identifier";
  private static final int CODE = 3;
  private static final int REACH = 400;
  private static final int LEAST = 4;
  private static final int MAX_VALUE = 64;

  /** How many objects close between the code and the identifier that it is of. */
  private static final int NESTED = 2;

  private static final Map<String, String> CODES =
      Map.of(
          "MR", "mrn",
          "PI", "mrn",
          "SS", "ssn",
          "DL", "driver license",
          "PPN", "passport no",
          "TAX", "tax id",
          "MB", "member id",
          "NPI", "npi",
          "NI", "national id",
          "MC", "medicare id");

  private final ScannedText text;
  private final Map<String, IntList> values = new LinkedHashMap<>();

  HealthResource(ScannedText text) {
    this.text = text;
  }

  /** Whether the quote at this place ends the code of such a type. */
  static boolean endsCode(ScannedText text, int quote) {
    return label(text, quote) != null;
  }

  private static @Nullable String label(ScannedText text, int quote) {
    if (text.at(quote) != '"') {
      return null;
    }
    int open = open(text, quote);
    if (isAttribute(text, open)) {
      boolean attribute = stands(text, open + 1 - ATTRIBUTE.length(), ATTRIBUTE);
      return attribute ? CODES.get(text.subSequence(open + 1, quote)) : null;
    }
    int key = back(text, open - 1);
    key = text.at(key) == ':' ? back(text, key - 1) : -1;
    int start = key + 1 - KEY.length();
    boolean code = open >= 0 && text.at(open) == '"' && start >= 0 && stands(text, start, KEY);
    return code ? CODES.get(text.subSequence(open + 1, quote)) : null;
  }

  private static int open(ScannedText text, int quote) {
    int open = quote - 1;
    while (open >= 0 && quote - open <= CODE && text.at(open) != '"') {
      open--;
    }
    return open;
  }

  private static boolean isAttribute(ScannedText text, int open) {
    return open > 0 && text.at(open - 1) == '=';
  }

  private static int back(ScannedText text, int from) {
    int at = from;
    while (at > 0 && from - at < CODE && Character.isWhitespace(text.at(at))) {
      at--;
    }
    return at;
  }

  /** Takes the identifier whose code ends here. */
  void read(int quote) {
    String label = label(text, quote);
    if (label == null) {
      return;
    }
    if (isAttribute(text, open(text, quote))) {
      readElement(label, quote);
    } else {
      readObject(label, quote);
    }
  }

  private void readElement(String label, int quote) {
    for (int at = quote + 1; at < text.length() && at - quote < REACH; at++) {
      if (text.charAt(at) == '<' && stands(text, at, END)) {
        return;
      }
      if (text.charAt(at) == '<' && stands(text, at, ELEMENT)) {
        take(label, at + ELEMENT.length() - 1);
        return;
      }
    }
  }

  private void readObject(String label, int quote) {
    int depth = 0;
    for (int at = quote + 1; at < text.length() && at - quote < REACH && depth <= NESTED; at++) {
      char c = text.charAt(at);
      depth += c == '}' ? 1 : c == '{' ? -1 : 0;
      if (c == '"' && depth == NESTED && stands(text, at, VALUE)) {
        take(label, at + VALUE.length());
        return;
      }
    }
  }

  /** Passes on what was collected. */
  void writeTo(LabelledCells cells) {
    values.forEach(cells::add);
  }

  private void take(String label, int from) {
    int at = from;
    while (at - from < CODE && (text.at(at) == ' ' || text.at(at) == ':')) {
      at++;
    }
    int start = at + 1;
    int end = start;
    while (end - start < MAX_VALUE && end < text.length() && text.charAt(end) != '"') {
      end++;
    }
    if (text.at(at) == '"' && text.at(end) == '"' && end - start >= LEAST) {
      IntList found = values.computeIfAbsent(label, _ -> new IntList());
      found.add(start);
      found.add(end);
    }
  }

  private static boolean stands(ScannedText text, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (text.at(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
