package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import java.util.List;

/** The detectors of credentials: those with a shape of their own, and those known by a name. */
public final class SecretDetectors {
  private SecretDetectors() {}

  public static List<Detector> all() {
    return List.of(
        TokenDetector.detector(),
        DisguisedTokenDetector.detector(),
        JwtDetector.detector(),
        PrivateKeyDetector.detector(),
        JsonWebKeyDetector.detector(),
        UrlCredentialsDetector.detector(),
        AuthorizationDetector.detector(),
        AuthorizationCodeDetector.detector(),
        CommandLineDetector.detector(),
        CommandOptionDetector.detector(),
        AssignedSecretDetector.detector(),
        ToldPasswordDetector.detector(),
        PinDetector.detector(),
        SentCodeDetector.detector(),
        CallArgumentDetector.detector(),
        PasswordTableDetector.detector(),
        VendorKeyDetector.detector(),
        PrefixedKeyDetector.detector(),
        TwoFactorDetector.detector(),
        CookieDetector.detector(),
        SeedPhraseDetector.detector(),
        DeviceConfigDetector.detector(),
        RouterConfigDetector.detector(),
        SecretsFileDetector.detector(),
        TerraformDetector.detector(),
        BareLoginDetector.detector(),
        LoginLinesDetector.detector(),
        MailSessionDetector.detector(),
        RedisLoginDetector.detector());
  }
}
