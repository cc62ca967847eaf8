package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.evaluation.category.Categories;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a corpus calls a recogniser, the categories that answer to it, and how a form would label
 * such a value. The label is what a value that needs words beside it is tried with.
 */
record Recogniser(List<String> roots, String label) {
  /** Line: categories; label; names. A star stands for a country that the name carries. */
  private static final String TABLE =
      """
      pii.email | e-mail | EMAIL_ADDRESS Email isEmail email
      pii.phone | phone number | PHONE PHONE_NUMBER PhoneNumber PH_MOBILE_NUMBER TR_PHONE_NUMBER isMobilePhone phone
      pci.card | credit card number | CREDIT_CARD isCreditCard credit_card bank_card
      pii.iban | IBAN | IBAN IBAN_CODE isIBAN iban
      pii.bic | BIC | isBIC
      pii.ip | IP address | IP_ADDRESS IpAddress isIPRange ip_address
      pii.mac | MAC address | MAC_ADDRESS isMACAddress mac_address
      pii.url | website | URL isURL
      pii.ssn | social security number | US_SSN ssn
      pii.itin pii.tax_id | ITIN | US_ITIN
      pii.bank_routing pii.routing pii.bank_account | routing number | ABA_ROUTING_NUMBER isAbaRouting
      pii.bank_account | bank account number | US_BANK_NUMBER
      pii.crypto | wallet address | CRYPTO isBtcAddress isEthereumAddress
      pii.geo | coordinates | isLatLong
      pii.device pii.imei phi.device | IMEI | isIMEI imei
      pii.postcode | postcode | isPostalCode UK_POSTCODE DE_PLZ postcode
      pii.vehicle.plate | licence plate | isLicensePlate UK_VEHICLE_REGISTRATION IN_VEHICLE_REGISTRATION NG_VEHICLE_REGISTRATION TR_LICENSE_PLATE DE_KFZ license_plate
      pii.passport | passport number | isPassportNumber KR_PASSPORT DE_PASSPORT UK_PASSPORT ES_PASSPORT US_PASSPORT IN_PASSPORT passport us_passport
      pii.driving_licence | driving licence number | UK_DRIVING_LICENCE DE_FUEHRERSCHEIN KR_DRIVER_LICENSE IT_DRIVER_LICENSE US_DRIVER_LICENSE
      pii.national_id.* | identity card number | isIdentityCard
      pii.tax_id.* pii.national_id.* | tax number | isTaxID
      pii.tax_id.* pii.national_id.* | VAT number | isVAT
      pii.name | name | PERSON person
      pii.organization | company | organization
      pii.address | address | address
      pii.birth_date pii.date | date of birth | date_of_birth
      pii.date | date | DATE_TIME
      pii.age | age | age
      pii.username | user name | Mention wechat qq
      phi.npi | NPI | US_NPI
      phi.mbi phi.insurance_id | Medicare number | US_MBI
      phi.dea phi.licence phi.certificate | DEA number | MEDICAL_LICENSE
      secret.jwt | token | isJWT jwt
      secret | key | openai_api_key github_token aws_access_key ssh_private_key anthropic_api_key url_token
      pii.national_id.th | Thai national ID | TH_TNIN
      pii.national_id.fi | henkilötunnus | FI_PERSONAL_IDENTITY_CODE
      pii.national_id.ca pii.tax_id.ca | social insurance number | CA_SIN
      pii.tax_id.in | GSTIN | IN_GSTIN
      pii.tax_id.in pii.national_id.in | PAN | IN_PAN pan
      pii.national_id.in | Aadhaar | IN_AADHAAR aadhaar
      pii.national_id.in | voter ID | IN_VOTER
      pii.national_id.za | South African ID number | ZA_ID_NUMBER
      pii.national_id.de | Ausweisnummer | DE_ID_CARD
      pii.national_id.de pii.tax_id.de | Sozialversicherungsnummer | DE_SOCIAL_SECURITY
      pii.tax_id.de | Steuer-ID | DE_TAX_ID DE_TAX_NUMBER
      pii.tax_id.de | USt-IdNr. | DE_VAT_ID
      phi.insurance_id phi.insurance pii.national_id.de_kvnr | Krankenversichertennummer | DE_HEALTH_INSURANCE
      pii.national_id.tr | T.C. kimlik numarası | TR_NATIONAL_ID
      pii.national_id.kr | registration number | KR_FRN KR_RRN rrn
      pii.tax_id.kr | business registration number | KR_BRN
      pii.national_id.pl | PESEL | PL_PESEL
      pii.national_id.se | personnummer | SE_PERSONNUMMER
      pii.tax_id.se | organisationsnummer | SE_ORGANISATIONSNUMMER
      pii.national_id.es pii.tax_id.es | NIE | ES_NIE
      pii.national_id.es pii.tax_id.es | NIF | ES_NIF
      pii.tax_id.ph | TIN | PH_TIN
      pii.national_id.gb pii.tax_id.gb | national insurance number | UK_NINO nino
      pii.national_id.gb | NHS number | UK_NHS
      pii.tax_id.au | ABN | AU_ABN
      pii.tax_id.au | ACN | AU_ACN
      pii.tax_id.au | TFN | AU_TFN
      pii.national_id.au phi.medicare_au phi.insurance_id | Medicare | AU_MEDICARE
      pii.national_id.it pii.tax_id.it | codice fiscale | IT_FISCAL_CODE
      pii.tax_id.it | partita IVA | IT_VAT_CODE
      pii.national_id.it | carta d'identità | IT_IDENTITY_CARD
      pii.national_id.sg | NRIC | SG_NRIC_FIN
      pii.tax_id.sg | UEN | SG_UEN
      pii.national_id.br pii.tax_id.br | CPF | cpf
      pii.national_id.br pii.tax_id.br | CNPJ | cnpj
      pii.national_id.jp | マイナンバー | my_number
      pii.national_id.cn | 身份证号 | id_number
      pii.tax_id.cn | 统一社会信用代码 | credit_code
      pii.tax_id.de | Steuer-ID | tax_id
      pii.national_id.cn | 社保号 | social_security
      pii pci phi secret | value | ANY
      """;

  /** Schemes of {@code country.scheme} rows that number accounts, not people. */
  private static final Set<String> BANK_ACCOUNTS = Set.of("cbu", "clabe", "kontonr", "bank");

  /** One of several kinds of a category: an address is no range, and is one of the category. */
  private static final Set<String> OF_SEVERAL =
      Set.of("isIPRange", "isBtcAddress", "isEthereumAddress");

  private static final Map<String, Recogniser> BY_NAME = read();

  Recogniser {
    roots = List.copyOf(roots);
  }

  private static Map<String, Recogniser> read() {
    var recognisers = new TreeMap<String, Recogniser>();
    TABLE
        .lines()
        .forEach(line -> {
          String[] cells = line.split("\\|", -1);
          var recogniser =
              new Recogniser(List.of(cells[0].strip().split(" ", -1)), cells[1].strip());
          for (String name : cells[2].strip().split(" ", -1)) {
            recognisers.put(name, recogniser);
          }
        });
    return Map.copyOf(recognisers);
  }

  /**
   * The recogniser of that name; null where nobody here knows it. A name may end in a locale after
   * a colon, or be a country and a scheme with a dot between.
   */
  static @Nullable Recogniser of(String name) {
    int colon = name.indexOf(':');
    if (colon > 0) {
      Recogniser general = BY_NAME.get(name.substring(0, colon));
      return general == null ? null : general.in(country(name.substring(colon + 1)));
    }
    int dot = name.indexOf('.');
    return dot > 0 ? scheme(name.substring(0, dot), name.substring(dot + 1)) : BY_NAME.get(name);
  }

  private static Recogniser scheme(String country, String scheme) {
    String label = scheme.toUpperCase(Locale.ROOT) + " number";
    return BANK_ACCOUNTS.contains(scheme)
        ? new Recogniser(List.of("pii.bank_account"), label)
        : new Recogniser(
            List.of(
                "pii.national_id." + country, "pii.tax_id." + country, "pii.passport." + country),
            nameOf(country) + " " + label);
  }

  private Recogniser in(String country) {
    return new Recogniser(
        roots.stream().map(root -> root.replace("*", country)).toList(),
        nameOf(country) + " " + label);
  }

  /** Forms of a country say whose numbers they ask for, by their language if not by name. */
  private static String nameOf(String country) {
    return Locale.of("", country).getDisplayCountry(Locale.ENGLISH);
  }

  private static String country(String locale) {
    int dash = Math.max(locale.indexOf('-'), locale.indexOf('_'));
    return locale.substring(dash + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a value that is invalid under this name must not be found. What is no number of one
   * country may well be one of another, so where the categories do not tell countries apart,
   * invalid values of a locale say nothing.
   */
  static boolean refuses(String name) {
    if (OF_SEVERAL.contains(name)) {
      return false;
    }
    int colon = name.indexOf(':');
    Recogniser general = colon > 0 ? BY_NAME.get(name.substring(0, colon)) : null;
    return general == null || general.roots().stream().anyMatch(root -> root.endsWith("*"));
  }

  boolean isClaimed() {
    return !Categories.under(roots).isEmpty();
  }
}
