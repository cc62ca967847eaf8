package dev.keeptrail.detectors.presidio;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The category for each entity type that is asked for when the detectors file names none. The names
 * of the types are those of the analyzer's own recognizers, from its documentation.
 */
final class EntityTypes {
  private EntityTypes() {}

  static Map<String, String> usual() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("PERSON", "pii.name");
    types.put("LOCATION", "pii.location");
    types.put("ORGANIZATION", "pii.organization");
    types.put("EMAIL_ADDRESS", "pii.email");
    types.put("PHONE_NUMBER", "pii.phone");
    types.put("CREDIT_CARD", "pci.card");
    types.put("IBAN_CODE", "pii.iban");
    types.put("IP_ADDRESS", "pii.ip");
    types.put("MAC_ADDRESS", "pii.mac");
    types.put("CRYPTO", "pii.crypto");
    types.put("US_SSN", "pii.ssn");
    types.put("US_ITIN", "pii.itin");
    types.put("US_PASSPORT", "pii.passport.us");
    types.put("US_DRIVER_LICENSE", "pii.driving_licence.us");
    types.put("US_BANK_NUMBER", "pii.bank_account");
    return types;
  }
}
