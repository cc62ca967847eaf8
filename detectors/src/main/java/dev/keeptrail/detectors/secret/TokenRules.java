package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.secret.TokenRule.Alphabet;
import java.util.ArrayList;
import java.util.List;

/** Token families with a prefix of their own, as their issuers document or show them. */
final class TokenRules {
  /** Vendor, alphabet, shortest and longest body, then the prefixes. */
  private static final String TABLE =
      """
      openai WORD 20 200 sk-proj- sk-svcacct- sk-admin- sk-None-
      openai ALPHANUMERIC 32 64 sk-
      anthropic WORD 20 200 sk-ant-
      openrouter HEX 40 80 sk-or-v1-
      aws UPPER 16 16 AKIA ASIA ABIA ACCA
      github ALPHANUMERIC 36 255 ghp_ gho_ ghu_ ghs_ ghr_
      github WORD 22 255 github_pat_
      gitlab WORD 20 300 glpat- gldt- glrt- glptt- glsoat- glcbt- glagent- gloas- glimt-
      slack WORD 10 250 xoxb- xoxp- xoxa- xoxr- xoxs- xoxc- xoxd- xoxe- xoxe. xapp-
      slack BASE64 30 120 hooks.slack.com/services/
      stripe ALPHANUMERIC 16 250 sk_live_ sk_test_ rk_live_ rk_test_ whsec_
      google WORD 35 35 AIza
      google WORD 24 40 GOCSPX-
      google DOTTED 20 300 ya29.
      npm ALPHANUMERIC 36 36 npm_
      pypi WORD 50 250 pypi-AgE
      huggingface ALPHANUMERIC 30 40 hf_ api_org_
      sendgrid DOTTED 60 72 SG.
      digitalocean HEX 64 64 dop_v1_ doo_v1_ dor_v1_
      shopify HEX 32 32 shpat_ shpss_ shpca_ shppa_
      databricks HEX 32 34 dapi
      mailgun HEX 32 32 key-
      square WORD 22 60 sq0atp- sq0csp-
      docker WORD 27 40 dckr_pat_ dckr_oat_
      hashicorp WORD 24 300 hvs. hvb.
      doppler ALPHANUMERIC 40 50 dp.pt. dp.st. dp.ct. dp.sa.
      linear ALPHANUMERIC 40 40 lin_api_
      notion ALPHANUMERIC 40 50 ntn_
      planetscale DOTTED 32 64 pscale_tkn_ pscale_pw_ pscale_oauth_
      postman WORD 59 59 PMAK-
      newrelic ALPHANUMERIC 27 42 NRAK- NRJS- NRII-
      grafana WORD 32 200 glsa_ glc_
      sentry BASE64 40 250 sntrys_ sntryu_
      atlassian BASE64 50 250 ATATT3 ATCTT3
      figma WORD 38 80 figd_ figu_
      replicate ALPHANUMERIC 37 40 r8_
      groq ALPHANUMERIC 40 60 gsk_
      xai ALPHANUMERIC 70 90 xai-
      perplexity ALPHANUMERIC 40 60 pplx-
      age UPPER 50 64 AGE-SECRET-KEY-1
      onepassword BASE64 250 1200 ops_eyJ
      rubygems HEX 48 48 rubygems_
      clojars HEX 60 60 CLOJARS_
      adafruit ALPHANUMERIC 28 28 aio_
      easypost ALPHANUMERIC 54 54 EZAK EZTK
      flutterwave ALPHANUMERIC 12 50 FLWSECK_TEST- FLWSECK-
      frameio WORD 64 64 fio-u-
      prefect ALPHANUMERIC 36 36 pnu_
      pulumi HEX 40 40 pul-
      readme ALPHANUMERIC 70 70 rdme_
      sourcegraph HEX 40 80 sgp_
      tailscale WORD 20 80 tskey-auth- tskey-api- tskey-client-
      dynatrace DOTTED 80 100 dt0c01.
      brevo WORD 64 90 xkeysib- xsmtpsib-
      buildkite HEX 40 40 bkua_
      cloudflare WORD 40 160 v1.0-
      contentful WORD 43 43 CFPAT-
      duffel WORD 43 43 duffel_test_ duffel_live_
      supabase HEX 40 40 sbp_
      """;

  private TokenRules() {}

  static List<TokenRule> all() {
    var rules = new ArrayList<TokenRule>();
    TABLE
        .lines()
        .forEach(line -> {
          String[] words = line.split(" ", -1);
          for (int i = 4; i < words.length; i++) {
            rules.add(
                new TokenRule(
                    words[i],
                    words[0],
                    Alphabet.valueOf(words[1]),
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3])));
          }
        });
    return List.copyOf(rules);
  }
}
