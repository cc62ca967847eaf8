package dev.keeptrail.language.kind;

import java.util.List;

/** What packs mean by personal data unless they say more. */
public final class PersonalData {
  /**
   * The categories, each with everything under it, that are precise enough, or harmful enough when
   * missed, to be looked for wherever a kind is about personal data.
   */
  public static final List<String> ALWAYS =
      List.of(
          "pii.email",
          "pii.phone",
          "pii.ssn",
          "pii.itin",
          "pii.national_id",
          "pii.tax_id",
          "pii.passport",
          "pii.driving_licence",
          "pii.birth_date",
          "pii.ip",
          "pii.mac",
          "pii.iban",
          "pii.bic",
          "pii.bank_account",
          "pii.bank_routing",
          "pii.crypto",
          "pii.vehicle.vin",
          "pci.card");

  private PersonalData() {}
}
