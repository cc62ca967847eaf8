package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which countries a text speaks of: names of countries, languages and large cities, internet
 * domains, currencies, telling little words, and scripts. A number without country code is tried in
 * those countries.
 */
final class PhoneRegions {
  private static final int REACH = 160;
  private static final int SCRIPT_REACH = 40;

  /** Region, calling code, what is dialled before numbers within it ("-" for nothing), words. */
  private static final List<String> TABLE =
      List.of(
          "US 1 1 usa,u.s*,united states,american,california,texas,florida,new york,chicago,.us",
          "GB 44 0 uk,u.k*,united kingdom,british,england,scotland,wales,london,manchester,.uk,gbp",
          "DE 49 0 germany,german,deutschland,berlin,münchen,hamburg,köln,frankfurt,.de,und,nicht,"
              + "ist,oder,bitte,straße,strasse,herr,frau,sie",
          "FR 33 0 france,french,français*,paris,lyon,marseille,.fr,vous,est,pour,avec,rue,bonjour",
          "IT 39 - italy,italian*,italia,roma,milano,napoli,torino,.it,sono,per,via,buongiorno",
          "ES 34 - spain,spanish,españa,madrid,barcelona,valencia,sevilla,.es,calle,por,hola,está",
          "PT 351 - portugal,portuguese,lisboa,porto,.pt,não,você,obrigado,uma",
          "BR 55 0 brazil*,brasil*,são paulo,rio de janeiro,.br,não,você,obrigado,uma,r$",
          "NL 31 0 netherlands,dutch,nederland*,amsterdam,rotterdam,.nl,een,het,niet,straat",
          "BE 32 0 belgium,belgian,belgië,belgique,brussel*,antwerpen,.be",
          "AT 43 0 austria*,österreich*,wien,vienna,graz,salzburg,.at,und,nicht,bitte",
          "CH 41 0 switzerland,swiss,schweiz,suisse,zürich,zurich,genève,geneva,.ch,chf",
          "PL 48 - poland,polish,polska,warszawa,warsaw,kraków,.pl,jest,nie,się,ulica,zł",
          "CZ 420 - czech*,česk*,praha,prague,.cz",
          "SK 421 0 slovak*,slovensko,bratislava,.sk",
          "HU 36 06 hungar*,magyar*,budapest,.hu",
          "RO 40 0 romania*,românia,bucharest,bucurești,.ro",
          "GR 30 - greece,greek,athens,αθήνα,.gr",
          "SE 46 0 sweden,swedish,sverige,stockholm,göteborg,.se,och,inte",
          "NO 47 - norway,norwegian,norge,oslo,bergen,.no,ikke",
          "DK 45 - denmark,danish,danmark,copenhagen,københavn,.dk,ikke",
          "FI 358 0 finland,finnish,suomi,helsinki,.fi",
          "IE 353 0 ireland,irish,dublin,cork,.ie",
          "RU 7 8 russia*,росси*,moscow,москва,москве,.ru",
          "UA 380 0 ukrain*,україна,kyiv,kiev,київ,.ua",
          "TR 90 0 turkey,türkiye,turkish,istanbul,ankara,izmir,.tr,bir,için,lütfen",
          "IL 972 0 israel*,tel aviv,jerusalem,.il",
          "AE 971 0 emirates,dubai,abu dhabi,uae,.ae",
          "SA 966 0 saudi*,riyadh,jeddah,.sa",
          "EG 20 0 egypt*,cairo,.eg",
          "MA 212 0 morocco,maroc,casablanca,rabat,.ma",
          "ZA 27 0 south africa*,johannesburg,cape town,pretoria,.za",
          "NG 234 0 nigeria*,lagos,abuja,.ng,naira",
          "KE 254 0 kenya*,nairobi,.ke,kes",
          "IN 91 0 india*,bharat,delhi,mumbai,bangalore,bengaluru,chennai,hyderabad,.in,inr,rupees",
          "PK 92 0 pakistan*,karachi,lahore,islamabad,.pk",
          "CN 86 0 china,chinese,beijing,shanghai,shenzhen,cn,.cn,rmb,cny",
          "TW 886 0 taiwan*,taipei,.tw",
          "HK 852 - hong kong,hk,.hk,hkd",
          "JP 81 0 japan*,tokyo,osaka,kyoto,.jp,jpy,yen",
          "KR 82 0 korea*,seoul,busan,.kr,krw",
          "SG 65 - singapore*,.sg,sgd",
          "MY 60 0 malaysia*,kuala lumpur,.my,myr",
          "ID 62 0 indonesia*,jakarta,.id,rupiah",
          "PH 63 0 philippine*,manila,cebu,.ph,php,piso,telepono",
          "TH 66 0 thai*,bangkok,.th,baht",
          "VN 84 0 vietnam*,hanoi,.vn",
          "AU 61 0 australia*,sydney,melbourne,brisbane,perth,.au,aud",
          "NZ 64 0 new zealand,auckland,wellington,.nz,nzd",
          "CA 1 1 canada,canadian,toronto,montreal,vancouver,ottawa,.ca,cad",
          "MX 52 - mexico,méxico,mexican,guadalajara,monterrey,.mx,mxn",
          "AR 54 0 argentin*,buenos aires,.ar",
          "CO 57 - colombia*,bogotá,bogota,medellín,.co",
          "CL 56 - chile*,santiago,.cl",
          "PE 51 0 peru*,perú,lima,.pe");

  private static final List<Region> ALL = regions();
  private static final WordTable WORDS = words();

  /** Tried for numbers that start with a zero, whatever the text speaks of. */
  static final List<Region> COMMON_ZERO =
      named("GB", "DE", "FR", "IT", "AU", "CH", "AT", "NL", "BE", "JP", "KR", "PH", "TR", "SE");

  /** Tried for other numbers that a word announces. */
  static final List<Region> COMMON =
      named("US", "ES", "IN", "CN", "BR", "MX", "PL", "PT", "DK", "NO", "CZ", "IT", "RU", "SG");

  private PhoneRegions() {}

  /** One country's plan. */
  record Region(String name, int code, String trunk) {}

  private static List<Region> regions() {
    var regions = new ArrayList<Region>();
    for (String line : TABLE) {
      String[] fields = line.split(" ", 4);
      String trunk = fields[2].equals("-") ? "" : fields[2];
      regions.add(new Region(fields[0], Integer.parseInt(fields[1]), trunk));
    }
    return List.copyOf(regions);
  }

  private static WordTable words() {
    var words = new WordTable.Builder();
    for (int i = 0; i < TABLE.size(); i++) {
      for (String word : TABLE.get(i).split(" ", 4)[3].split(",", -1)) {
        words.add(word, i);
      }
    }
    return words.build();
  }

  private static List<Region> named(String... names) {
    var wanted = List.of(names);
    return ALL.stream().filter(region -> wanted.contains(region.name())).toList();
  }

  /** Whether the test holds for a country that what stands before the number speaks of. */
  static boolean anyBefore(ScannedText text, int start, Predicate<Region> test) {
    return any(WORDS.valuesIn(text, start - REACH, start), test);
  }

  /** Whether it holds for one that what stands behind it, or the script, speaks of. */
  static boolean anyBehind(ScannedText text, int start, int end, Predicate<Region> test) {
    return any(WORDS.valuesIn(text, start, end + REACH), test)
        || byScript(text, start, end).stream().anyMatch(test);
  }

  private static boolean any(long found, Predicate<Region> test) {
    for (long left = found; left != 0; left &= left - 1) {
      if (test.test(ALL.get(Long.numberOfTrailingZeros(left)))) {
        return true;
      }
    }
    return false;
  }

  private static List<Region> byScript(ScannedText text, int start, int end) {
    int last = Math.min(text.length(), end + SCRIPT_REACH);
    boolean han = false;
    for (int at = Math.max(0, start - SCRIPT_REACH); at < last; at++) {
      char c = text.charAt(at);
      if (c < 0x400) {
        continue;
      }
      switch (Character.UnicodeScript.of(c)) {
        case CYRILLIC -> {
          return named("RU", "UA");
        }
        case HIRAGANA, KATAKANA -> {
          return named("JP");
        }
        case HANGUL -> {
          return named("KR");
        }
        case DEVANAGARI -> {
          return named("IN");
        }
        case ARABIC -> {
          return named("AE", "SA", "EG", "MA");
        }
        case THAI -> {
          return named("TH");
        }
        case HAN -> han = true;
        default -> {
          // Says nothing of a country.
        }
      }
    }
    return han ? named("CN", "TW", "HK") : List.of();
  }
}
