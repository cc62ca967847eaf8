package dev.keeptrail.language.kind;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The eighteen identifiers whose removal makes health information de-identified under the Safe
 * Harbor method (45 CFR 164.514(b)(2)(i), letters A to R), each with the categories that stand for
 * it.
 */
public final class HipaaIdentifiers {
  /** What a limited data set may keep (45 CFR 164.514(e)): dates, ages, town and postcode. */
  private static final Set<String> LIMITED_DATA =
      Set.of(
          "pii.date", "pii.birth_date", "pii.age.over_89", "pii.address.postcode", "pii.location");

  public static final List<Identifier> ALL =
      List.of(
          new Identifier('A', "names", "", "pii.name"),
          new Identifier(
              'B',
              "places smaller than a state",
              "",
              "pii.location",
              "pii.address.street",
              "pii.address.postcode",
              "pii.geo"),
          new Identifier(
              'C',
              "dates other than years, ages over 89",
              "ages up to 89 stay",
              "pii.birth_date",
              "pii.date",
              "pii.age.over_89"),
          new Identifier('D', "telephone numbers", "", "pii.phone"),
          new Identifier('E', "fax numbers", "not told apart from other lines", "pii.phone"),
          new Identifier('F', "e-mail addresses", "", "pii.email"),
          new Identifier(
              'G',
              "social security numbers",
              "with the national and tax ids of other countries",
              "pii.ssn",
              "pii.itin",
              "pii.national_id",
              "pii.tax_id"),
          new Identifier('H', "medical record numbers", "", "phi.mrn", "phi.prescription"),
          new Identifier('I', "health plan beneficiary numbers", "", "phi.insurance_id", "phi.mbi"),
          new Identifier(
              'J',
              "account numbers",
              "with the last digits of one: parts of an identifier count as well",
              "pii.bank_account",
              "pii.bank_routing",
              "pii.iban",
              "pii.bic",
              "pci.card",
              "pci.cvv",
              "pci.expiry",
              "pci.cardholder",
              "pii.last_digits"),
          new Identifier(
              'K',
              "certificate and licence numbers",
              "",
              "pii.licence_number",
              "pii.driving_licence",
              "pii.passport",
              "phi.npi",
              "phi.dea"),
          new Identifier(
              'L',
              "vehicle identifiers, licence plates",
              "",
              "pii.vehicle.vin",
              "pii.vehicle.plate"),
          new Identifier(
              'M',
              "device identifiers and serial numbers",
              "",
              "pii.device.imei",
              "pii.device.imsi",
              "pii.device.serial",
              "pii.mac"),
          new Identifier('N', "web addresses", "", "pii.url"),
          new Identifier('O', "Internet addresses", "", "pii.ip"),
          new Identifier('P', "biometric identifiers", "named by a label", "pii.biometric"),
          new Identifier('Q', "full-face photographs", "images are not text: not looked for"),
          new Identifier(
              'R',
              "any other unique number or code",
              "no list can be complete; add patterns of your own with `pii-detector`",
              "pii.username",
              "pii.crypto",
              "pii.reference"));

  private HipaaIdentifiers() {}

  /**
   * One of the eighteen.
   *
   * @param letter of the rule's list
   * @param note what to know about it; empty for nothing
   */
  public record Identifier(char letter, String name, String note, List<String> categories) {
    public Identifier {
      categories = List.copyOf(categories);
    }

    Identifier(char letter, String name, String note, String... categories) {
      this(letter, name, note, List.of(categories));
    }
  }

  /** The categories of all of them, or without those that a limited data set may keep. */
  public static Set<String> categories(boolean safeHarbor) {
    var categories = new LinkedHashSet<String>();
    ALL.forEach(identifier -> categories.addAll(identifier.categories()));
    if (!safeHarbor) {
      categories.removeAll(LIMITED_DATA);
    }
    return categories;
  }
}
