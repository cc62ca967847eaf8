package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hidden forms of one text while they are gathered. Confined to one scan. */
final class Found {
  private final ScannedText text;
  private final Allowance allowance;
  private final boolean probing;
  private @Nullable FoundEdits edits;
  private final List<ScannedText> forms = new ArrayList<>();

  Found(ScannedText text, Allowance allowance) {
    this(text, allowance, false);
  }

  private Found(ScannedText text, Allowance allowance, boolean probing) {
    this.text = text;
    this.allowance = allowance;
    this.probing = probing;
  }

  /** Stops at the first form with a {@link HiddenFormException}; what it says is not read. */
  static Found probe(ScannedText text) {
    return new Found(text, new Allowance(0), true);
  }

  boolean isProbing() {
    return probing;
  }

  /** What is replaced from now on goes there, instead of ending the search; null to end it. */
  void collect(@Nullable FoundEdits target) {
    edits = target;
  }

  /** Takes one place that is replaced, while the text is only searched. */
  void replaced(int start, int end, int codePoint) {
    if (edits == null) {
      throw new HiddenFormException();
    }
    edits.add(start, end, codePoint);
  }

  ScannedText text() {
    return text;
  }

  Allowance allowance() {
    return allowance;
  }

  DecodedText begin(View view, int capacity) {
    return new DecodedText(text, view, capacity);
  }

  void add(DecodedText form) {
    if (probing && form.isNew()) {
      throw new HiddenFormException();
    }
    if (form.isNew() && allowance.take(form.length())) {
      forms.add(form.toText());
    }
    form.tagged().ifPresent(this::add);
  }

  List<ScannedText> forms() {
    return forms;
  }
}
