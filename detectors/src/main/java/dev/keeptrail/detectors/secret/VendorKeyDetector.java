package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keys in lists that name the services they are for, such as {@code Deepgram …}: what looks drawn
 * by lot, closely after the name of a service whose keys have no shape. And what follows the public
 * half of a pair of keys.
 */
final class VendorKeyDetector {
  private static final String CATEGORY = "secret.api_key";
  private static final double SCORE = 0.6;
  private static final int LEAST = 20;
  private static final int MOST = 200;
  private static final int HALF = 40;
  private static final int SEED = 56;
  private static final int MAX_GAP = 30;
  private static final int MAX_WORDS = 3;
  private static final int PAIR_GAP = 60;
  private static final String SIGNS = " :=_-'\"({[`/\t→|>";
  private static final List<String> HALVES = List.of("akia", "asia", "rzp_live_", "rzp_test_");
  private static final List<String> SERVICES =
      List.of(
          "messagebird",
          "vonage",
          "nexmo",
          "plivo",
          "sinch",
          "infobip",
          "deepgram",
          "assemblyai",
          "speechmatics",
          "here maps",
          "tomtom",
          "maptiler",
          "mapquest",
          "opencage",
          "openweather",
          "weatherapi",
          "rapidapi",
          "serpapi",
          "scraperapi",
          "scrapingbee",
          "zenrows",
          "brightdata",
          "hunter.io",
          "clearbit",
          "mailjet",
          "postmark",
          "sparkpost",
          "elasticemail",
          "klaviyo",
          "convertkit",
          "activecampaign",
          "iterable",
          "braze",
          "onesignal",
          "pusher",
          "ably",
          "agora",
          "livekit",
          "cloudinary",
          "imgix",
          "uploadcare",
          "algolia",
          "meilisearch",
          "typesense",
          "qdrant",
          "weaviate",
          "zilliz",
          "upstash",
          "hetzner",
          "vultr",
          "linode",
          "fastly",
          "bunnycdn",
          "koyeb",
          "expo",
          "vercel",
          "jenkins",
          "artifactory",
          "codecov",
          "coveralls",
          "codacy",
          "rollbar",
          "bugsnag",
          "airbrake",
          "raygun",
          "datadog",
          "splunk",
          "sumologic",
          "loggly",
          "papertrail",
          "betterstack",
          "logtail",
          "opsgenie",
          "pagerduty",
          "uptimerobot",
          "pingdom",
          "statuspage",
          "okta",
          "auth0",
          "onelogin",
          "fusionauth",
          "workos",
          "dwolla",
          "adyen",
          "braintree",
          "binance",
          "kraken",
          "bybit",
          "alpaca",
          "finnhub",
          "alphavantage",
          "tiingo",
          "moralis",
          "etherscan",
          "stellar",
          "soroban",
          "shodan",
          "censys",
          "virustotal",
          "pipedrive",
          "freshdesk",
          "freshworks",
          "helpscout",
          "todoist",
          "jira",
          "confluence",
          "jotform",
          "storyblok",
          "prismic",
          "datocms",
          "shipstation",
          "shipengine",
          "aftership",
          "cohere",
          "mistral",
          "together.ai",
          "stability ai",
          "facebook",
          "mixpanel",
          "amplitude",
          "cloudflare",
          "mapbox",
          "mailchimp",
          "zoominfo",
          "ipinfo",
          "ipstack",
          "abuseipdb",
          "urlscan",
          "securitytrails",
          "coinmarketcap",
          "newsapi",
          "themoviedb",
          "giphy",
          "unsplash",
          "pexels",
          "deepl",
          "yelp",
          "foursquare",
          "pushover",
          "twilio",
          "bitly",
          "wakatime",
          "appveyor",
          "semaphore",
          "crowdin",
          "lokalise",
          "sourcegraph",
          "truenas",
          "gitea",
          "forgejo",
          "codeberg",
          "sonarcloud",
          "netdata",
          "logdna",
          "lightstep",
          "mailtrap",
          "mailerlite",
          "polygonscan",
          "bscscan",
          "arbiscan",
          "coingecko",
          "cryptocompare",
          "blockfrost",
          "covalent",
          "exchangerate",
          "currencylayer",
          "aviationstack",
          "numverify",
          "zerobounce",
          "neverbounce",
          "apollo.io",
          "customer.io",
          "beehiiv",
          "webflow",
          "retool",
          "hasura",
          "nhost",
          "back4app",
          "northflank",
          "deepsource",
          "codefresh",
          "bitrise",
          "spacelift",
          "akeyless",
          "deepinfra",
          "novita",
          "baseten",
          "portkey",
          "litellm",
          "vectara",
          "lancedb",
          "zhipu",
          "moonshot",
          "minimax",
          "elevenlabs",
          "heygen",
          "gladia",
          "lovable",
          "master.key",
          "rails_master_key");

  /** Files and variables that hold nothing but a key in hexadecimal digits. */
  private static final Set<String> HEX_NAMES = Set.of("master.key", "rails_master_key");

  /** Of these the keys are UUIDs. */
  private static final Set<String> UUIDS = Set.of("postmark", "opsgenie", "codecov");

  /** What services name as well, and is no secret. */
  private static final Set<String> OTHERS =
      Set.of(
          "id",
          "ids",
          "build",
          "commit",
          "version",
          "index",
          "trace",
          "request",
          "job",
          "issue",
          "event",
          "release",
          "hash",
          "sha",
          "digest",
          "revision",
          "deployment",
          "project",
          "account",
          "org",
          "team",
          "site",
          "zone",
          "channel",
          "public",
          "publishable");

  private VendorKeyDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "vendor-key",
            1,
            Set.of(CATEGORY),
            MOST,
            Trigger.anchors(Stream.concat(HALVES.stream(), SERVICES.stream()).toList()),
            VendorKeyDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(MOST));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.start(i);
      boolean half = hits.anchor(i) < HALVES.size();
      boolean inside = text.insideWord(start) && text.at(start - 1) != '_';
      if (start < taken || inside) {
        continue;
      }
      taken =
          half
              ? pair(text, start, sink)
              : service(text, hits.end(i), SERVICES.get(hits.anchor(i) - HALVES.size()), sink);
    }
  }

  /** The other half of a pair, drawn from Base64. */
  private static int pair(ScannedText text, int start, FindingSink sink) {
    int first = runEnd(text, start, Alphabet.WORD);
    boolean aws = (text.at(start) | 0x20) == 'a';
    int at = first;
    while (aws && at - first < PAIR_GAP && at < text.length()) {
      if (Alphabet.BASE64.holds(text.charAt(at))) {
        int end = runEnd(text, at, Alphabet.BASE64);
        if (end - at == HALF && Randomness.isRandom(text.subSequence(at, end))) {
          sink.add(at, end, CATEGORY, "API_KEY", 0.8, Evidence.CONTEXT);
          return end;
        }
        at = Math.max(end, at + 1);
      } else {
        at++;
      }
    }
    int value = Assignment.blanks(text, first);
    value = ",/:|".indexOf(text.at(value)) >= 0 ? Assignment.blanks(text, value + 1) : -1;
    if (!aws && value > 0) {
      int end = runEnd(text, value, Alphabet.ALPHANUMERIC);
      if (end - value >= LEAST && isDrawn(text.subSequence(value, end))) {
        sink.add(value, end, CATEGORY, "API_KEY", 0.8, Evidence.CONTEXT);
        return end;
      }
    }
    return first;
  }

  private static int runEnd(ScannedText text, int start, Alphabet alphabet) {
    int end = start;
    while (end - start < MOST && alphabet.holds(text.at(end))) {
      end++;
    }
    return end;
  }

  /** What follows the name of a service, over a few words that say which key it is. */
  private static int service(ScannedText text, int nameEnd, String name, FindingSink sink) {
    int at = nameEnd;
    int words = 0;
    while (at - nameEnd < MAX_GAP && words <= MAX_WORDS) {
      char c = text.at(at);
      if (c != '\0' && SIGNS.indexOf(c) >= 0) {
        at++;
        continue;
      }
      if (at == nameEnd || !CharacterKinds.isAsciiAlphanumeric(c)) {
        return nameEnd;
      }
      int end = valueEnd(text, at);
      if (end - at >= LEAST) {
        String value = text.subSequence(at, end);
        boolean drawn = isDrawn(value) && (words == 0 || !isHex(value) || HEX_NAMES.contains(name));
        if (drawn || (words == 0 && UUIDS.contains(name) && isUuid(value))) {
          sink.add(at, end, CATEGORY, "API_KEY", SCORE, Evidence.CONTEXT);
        }
        return end;
      }
      int word = at;
      while (Character.isLetter(text.at(word))) {
        word++;
      }
      if (word == at || word - at > 12) {
        return nameEnd;
      }
      if (OTHERS.contains(CaseFolding.fold(text.subSequence(at, word)))) {
        return nameEnd;
      }
      words++;
      at = word;
    }
    return nameEnd;
  }

  private static int valueEnd(ScannedText text, int start) {
    int end = start;
    while (end - start < MOST
        && (Alphabet.ANY_BASE64.holds(text.at(end)) || text.at(end) == '|')
        && (text.at(end) != '=' || !Alphabet.ALPHANUMERIC.holds(text.at(end + 1)))) {
      end++;
    }
    boolean goesOn = ".:@%~".indexOf(text.at(end)) >= 0 && Alphabet.WORD.holds(text.at(end + 1));
    return goesOn ? start : end;
  }

  /** Of letters of both cases and digits, or of hexadecimal digits in the length of a key. */
  private static boolean isDrawn(String value) {
    if (!Randomness.isRandom(value) || Placeholders.isPlaceholder(value)) {
      return false;
    }
    long signs = value.chars().filter(c -> !CharacterKinds.isAsciiAlphanumeric((char) c)).count();
    boolean upper = value.chars().anyMatch(Character::isUpperCase);
    boolean lower = value.chars().anyMatch(Character::isLowerCase);
    boolean named = value.indexOf('_') > 0 && value.indexOf('_') < 6;
    boolean uuid = isUuid(value);
    boolean drawn = (upper && lower) || isHex(value) || isSeed(value);
    return !uuid && !named && signs * 10 <= value.length() && drawn;
  }

  /** The seed of an account of Stellar; its public half begins with a G. */
  private static boolean isSeed(String value) {
    return value.length() == SEED
        && value.charAt(0) == 'S'
        && value.chars().allMatch(c -> Alphabet.BASE32.holds((char) c));
  }

  private static boolean isUuid(String value) {
    return value.length() == 36
        && value.chars().filter(c -> c == '-').count() == 4
        && value.chars().allMatch(c -> c == '-' || Alphabet.HEX.holds((char) c));
  }

  private static boolean isHex(String value) {
    return (value.length() == 32 || value.length() == HALF)
        && value.chars().allMatch(c -> Alphabet.HEX.holds((char) c));
  }
}
