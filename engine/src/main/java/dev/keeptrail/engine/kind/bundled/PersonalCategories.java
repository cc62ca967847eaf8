package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.language.kind.PersonalData;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The categories of personal, payment and health data, as packs name them: down to the level that
 * policies tell apart. A name stands for everything under it, {@code pii.national_id} for the ids
 * of all countries.
 */
final class PersonalCategories {

  static final List<String> CARD_DETAILS = List.of("pci.cvv", "pci.expiry", "pci.cardholder");

  static final List<String> HEALTH =
      List.of("phi.mrn", "phi.insurance_id", "phi.mbi", "phi.npi", "phi.dea", "phi.prescription");

  /** Harmless in most texts, or hard to tell from other words: only for those who ask. */
  static final List<String> ON_REQUEST =
      List.of(
          "phi.medication",
          "pii.address.postcode",
          "pii.address.street",
          "pii.age.over_89",
          "pii.age.up_to_89",
          "pii.biometric",
          "pii.date",
          "pii.device.imei",
          "pii.device.imsi",
          "pii.device.serial",
          "pii.geo",
          "pii.last_digits",
          "pii.licence_number",
          "pii.location",
          "pii.name",
          "pii.organization",
          "pii.reference.booking",
          "pii.reference.case",
          "pii.reference.customer",
          "pii.reference.employee",
          "pii.reference.member",
          "pii.reference.student",
          "pii.reference.ticket",
          "pii.url",
          "pii.username",
          "pii.vehicle.plate");

  private static final List<String> ALL = all();

  private PersonalCategories() {}

  private static List<String> all() {
    var all = new ArrayList<>(PersonalData.ALWAYS);
    all.addAll(CARD_DETAILS);
    all.addAll(HEALTH);
    all.addAll(ON_REQUEST);
    return List.copyOf(all);
  }

  /** Every name that a pack may use, roots included, in order. */
  static List<String> names() {
    var names = new TreeSet<>(ALL);
    for (String category : ALL) {
      int dot = category.lastIndexOf('.');
      while (dot > 0) {
        names.add(category.substring(0, dot));
        dot = category.lastIndexOf('.', dot - 1);
      }
    }
    return List.copyOf(names);
  }

  /** The categories that the names stand for. */
  static Set<String> under(List<String> names) {
    var categories = new LinkedHashSet<String>();
    for (String category : ALL) {
      for (String name : names) {
        if (category.equals(name) || category.startsWith(name + ".")) {
          categories.add(category);
        }
      }
    }
    return categories;
  }
}
