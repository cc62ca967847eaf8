package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;

/** The hidden forms of one text while they are gathered. Confined to one scan. */
final class Found {
  private final ScannedText text;
  private final Allowance allowance;
  private final List<ScannedText> forms = new ArrayList<>();

  Found(ScannedText text, Allowance allowance) {
    this.text = text;
    this.allowance = allowance;
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
    if (form.isNew() && allowance.take(form.length())) {
      forms.add(form.toText());
    }
  }

  List<ScannedText> forms() {
    return forms;
  }
}
