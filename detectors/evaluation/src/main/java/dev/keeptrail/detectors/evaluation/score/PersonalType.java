package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.evaluation.category.Categories;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A kind of personal value as corpora mark it, and the categories that answer to it. Corpora have
 * different words for the same type.
 *
 * @param name our word
 * @param own categories whose findings claim this type
 * @param also further categories that are right where this type is marked
 */
record PersonalType(String name, List<String> own, List<String> also) {
  /** Line: name, own categories, further ones, the corpora's words. */
  private static final String TABLE =
      """
      name | pii.name | | PERSON PERSON_NAME PER person NAME NOMBRE_SUJETO_ASISTENCIA NOMBRE_PERSONAL_SANITARIO
      organization | pii.organization | | ORGANIZATION ORGANIZATION_NAME ORG corporation HOSPITAL INSTITUCION CENTRO_SALUD
      location | pii.location | pii.address | LOCATION LOCATION_NAME LOC GPE location TERRITORIO PAIS
      address | pii.address | pii.postcode pii.location | ADDRESS STREET_ADDRESS CALLE address
      postcode | pii.postcode | pii.address | POSTAL_CODE ZIP_CODE postcode
      email | pii.email | | EMAIL_ADDRESS EMAIL CORREO_ELECTRONICO email
      phone | pii.phone | | PHONE_NUMBER PHONE NUMERO_TELEFONO NUMERO_FAX phone
      card | pci.card | | CREDIT_CARD CREDIT_CARD_NUMBER credit_card bank_card
      iban | pii.iban | | IBAN IBAN_CODE iban
      bic | pii.bic | | SWIFT_BIC_CODE SWIFT_CODE bic
      ssn | pii.ssn | pii.itin pii.national_id pii.tax_id | US_SSN SOCIAL_SECURITY_NUMBER SSN ssn
      ip | pii.ip | | IP_ADDRESS ip_address
      mac | pii.mac | | MAC_ADDRESS mac_address
      national_id | pii.national_id | pii.tax_id pii.ssn pii.itin | NATIONAL_ID_NUMBER NATIONAL_ID id_number rrn my_number aadhaar nino cpf cnpj social_security
      tax_id | pii.tax_id pii.itin | pii.national_id pii.ssn | TAX_ID tax_id credit_code pan
      passport | pii.passport | | PASSPORT_NUMBER US_PASSPORT passport us_passport
      driving_licence | pii.driving_licence | | DRIVER_LICENSE_NUMBER US_DRIVER_LICENSE
      birth_date | pii.birth_date | pii.date | DATE_OF_BIRTH date_of_birth
      date | pii.date | pii.birth_date | DATE_TIME DATE TIMESTAMP FECHAS
      age | pii.age | | AGE EDAD_SUJETO_ASISTENCIA age
      bank_account | pii.bank_account | pii.bank_routing pii.iban | BANK_ACCOUNT_NUMBER US_BANK_NUMBER
      bank_routing | pii.bank_routing pii.routing | pii.bank_account | BANK_ROUTING_NUMBER ABA_ROUTING_NUMBER
      crypto | pii.crypto | | CRYPTOCURRENCY_ADDRESS CRYPTO
      plate | pii.vehicle.plate | | LICENSE_PLATE license_plate
      vin | pii.vehicle.vin | | VEHICLE_IDENTIFICATION_NUMBER VIN
      geo | pii.geo | | LATITUDE_LONGITUDE
      url | pii.url | secret.url_credentials | URL DOMAIN_NAME url
      username | pii.username | | USERNAME SOCIAL_MEDIA_HANDLE wechat qq
      device | pii.device pii.imei phi.device | | DEVICE_IDENTIFIER imei IMEI
      mrn | phi.mrn | phi.insurance_id | MEDICAL_RECORD_NUMBER ID_SUJETO_ASISTENCIA
      insurance | phi.insurance_id phi.health_plan phi.mbi | phi.mrn | HEALTH_INSURANCE_ID INSURANCE_POLICY_NUMBER ID_ASEGURAMIENTO
      npi | phi.npi | | NPI_NUMBER US_NPI
      dea | phi.dea | | DEA_NUMBER
      licence | phi.licence phi.license phi.certificate | | ID_TITULACION_PERSONAL_SANITARIO MEDICAL_LICENSE
      secret | secret | | API_KEY AUTHENTICATION_TOKEN openai_api_key github_token aws_access_key ssh_private_key anthropic_api_key jwt url_token
      """;

  private static final Map<String, PersonalType> BY_WORD = read();
  private static final Map<String, String> CLAIMING = new ConcurrentHashMap<>();

  private static Map<String, PersonalType> read() {
    var types = new TreeMap<String, PersonalType>();
    TABLE
        .lines()
        .forEach(line -> {
          String[] cells = line.split("\\|", -1);
          var type = new PersonalType(cells[0].strip(), words(cells[1]), words(cells[2]));
          words(cells[3]).forEach(word -> types.put(word, type));
        });
    return Map.copyOf(types);
  }

  private static List<String> words(String cell) {
    return cell.isBlank() ? List.of() : List.of(cell.strip().split(" ", -1));
  }

  /** The type a corpus's word stands for; null for a word nobody here knows. */
  static @Nullable PersonalType of(String word) {
    return BY_WORD.get(word);
  }

  /** The type that a finding of the category claims; the category itself where there is none. */
  static String claiming(String category) {
    return CLAIMING.computeIfAbsent(
        category,
        _ ->
            BY_WORD.values().stream()
                .filter(type -> type.claims(category))
                .map(PersonalType::name)
                .sorted()
                .findFirst()
                .orElse(category));
  }

  /** Whether any built-in detector looks for it. */
  boolean isClaimed() {
    return !Categories.under(own).isEmpty();
  }

  boolean accepts(String category) {
    return claims(category) || Categories.covers(also, category);
  }

  /** Whether a finding of the category says that this type is there. */
  boolean claims(String category) {
    return Categories.covers(own, category);
  }

  List<String> all() {
    var all = new ArrayList<>(own);
    all.addAll(also);
    return all;
  }
}
