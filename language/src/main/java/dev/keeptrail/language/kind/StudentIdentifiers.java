package dev.keeptrail.language.kind;

import java.util.List;

/** Personally identifiable information as 34 CFR 99.3 lists it. */
public final class StudentIdentifiers {
  /** The categories for it, each with everything under it. */
  public static final List<String> ALL =
      List.of(
          "pii.name",
          "pii.address.street",
          "pii.email",
          "pii.phone",
          "pii.birth_date",
          "pii.ssn",
          "pii.national_id",
          "pii.passport",
          "pii.biometric",
          "pii.username");

  private StudentIdentifiers() {}
}
