package dev.keeptrail.detectors.identity;

/** Rules of European numbers that are no plain weighted sum; the table names them. */
enum EuropeanCheck implements Check {
  AD_NRT,
  AT_UID,
  BE_NN,
  BE_CARD,
  BE_BIS,
  BE_VAT,
  BG_VAT,
  CY_VAT,
  CZ_RC,
  DE_IDNR,
  DE_SVNR,
  DE_PWNR,
  DE_KVNR,
  DK_CPR_DATE,
  ES_DNI,
  ES_CIF,
  ES_NSS,
  FI_HETU,
  FR_NIF,
  FR_NIR,
  FR_SIRET,
  FR_TVA,
  GB_NINO,
  GB_VAT,
  GB_LICENCE,
  IE_PPS,
  IT_CF,
  LU_TVA,
  LU_MATRICULE,
  LV_PK,
  NL_BTW,
  PT_CC,
  RU_SNILS,
  RU_OGRN,
  SK_DPH,
  UA_EDRPOU;

  @Override
  public boolean holds(String value) {
    return switch (this) {
      case AD_NRT -> WesternEurope.andorranRegister(value);
      case AT_UID -> NorthernEurope.austrianTurnover(value);
      case BE_NN -> WesternEurope.belgianNational(value, 0);
      case BE_CARD -> WesternEurope.belgianCard(value);
      case BE_BIS ->
          WesternEurope.belgianNational(value, 20) || WesternEurope.belgianNational(value, 40);
      case BE_VAT -> WesternEurope.belgianTurnover(value);
      case BG_VAT -> NorthernEurope.bulgarianTurnover(value);
      case CY_VAT -> WesternEurope.cypriotTurnover(value);
      case CZ_RC -> NorthernEurope.czechBirth(value);
      case DE_IDNR -> NorthernEurope.repeatsOneDigit(value);
      case DE_SVNR -> NorthernEurope.germanPension(value);
      case DE_PWNR -> NorthernEurope.germanCard(value);
      case DE_KVNR -> NorthernEurope.germanInsured(value);
      case DK_CPR_DATE -> NorthernEurope.danishBirth(value);
      case ES_DNI -> WesternEurope.spanishPerson(value);
      case ES_CIF -> WesternEurope.spanishCompany(value);
      case ES_NSS -> WesternEurope.spanishSocial(value);
      case FI_HETU -> NorthernEurope.finnishPerson(value);
      case FR_NIF -> WesternEurope.frenchTax(value);
      case FR_NIR -> WesternEurope.frenchSocial(value);
      case FR_SIRET -> WesternEurope.frenchEstablishment(value);
      case FR_TVA -> WesternEurope.frenchTurnover(value);
      case GB_NINO -> NorthernEurope.britishInsurance(value);
      case GB_VAT -> NorthernEurope.britishTurnover(value);
      case GB_LICENCE -> NorthernEurope.britishDriver(value);
      case IE_PPS -> NorthernEurope.irishService(value);
      case IT_CF -> WesternEurope.italianTax(value);
      case LU_TVA ->
          Integer.parseInt(value.substring(0, 6)) % 89 == Integer.parseInt(value.substring(6));
      case LU_MATRICULE -> WesternEurope.luxembourgPerson(value);
      case LV_PK -> NorthernEurope.latvianPerson(value);
      case NL_BTW -> StandardCheck.remainder("NL" + value, 97) == 1;
      case PT_CC -> WesternEurope.portugueseCard(value);
      case RU_SNILS -> NorthernEurope.russianInsurance(value);
      case RU_OGRN -> NorthernEurope.russianRegister(value);
      case SK_DPH -> StandardCheck.remainder(value, 11) == 0;
      case UA_EDRPOU -> NorthernEurope.ukrainianRegister(value);
    };
  }

  @Override
  public boolean isChecksum() {
    return switch (this) {
      case AD_NRT, DE_IDNR, DK_CPR_DATE, GB_NINO, GB_LICENCE -> false;
      case AT_UID,
          BE_NN,
          BE_CARD,
          BE_BIS,
          BE_VAT,
          BG_VAT,
          CY_VAT,
          CZ_RC,
          DE_SVNR,
          DE_PWNR,
          DE_KVNR,
          ES_DNI,
          ES_CIF,
          ES_NSS,
          FI_HETU,
          FR_NIF,
          FR_NIR,
          FR_SIRET,
          FR_TVA,
          GB_VAT,
          IE_PPS,
          IT_CF,
          LU_TVA,
          LU_MATRICULE,
          LV_PK,
          NL_BTW,
          PT_CC,
          RU_SNILS,
          RU_OGRN,
          SK_DPH,
          UA_EDRPOU ->
          true;
    };
  }
}
