package dev.keeptrail.gateway.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.callers.AddressRange;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicAddressesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "127.255.0.3", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.127.255.255", "0.0.0.0", "0.1.2.3", "192.0.0.8",
        "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.1.1",
        "240.0.0.1", "255.255.255.255", "::1", "::", "::ffff:127.0.0.1", "::ffff:a9fe:a9fe",
        "::7f00:1", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::", "2001::1", "2001:db8::1", "3fff::1", "4000::1"
      })
  void nothingIsFetchedFromInside(String address) throws Exception {
    assertThat(PublicAddresses.ONLY.admit(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00::1"})
  void thePublicInternetIsPublic(String address) throws Exception {
    assertThat(PublicAddresses.ONLY.admit(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void namedNetworksCountAndLinkLocalOnesNeverDo() throws Exception {
    var addresses =
        new PublicAddresses(
            List.of(
                AddressRange.of("10.1.0.0/16").orElseThrow(),
                AddressRange.of("169.254.0.0/16").orElseThrow()));
    assertThat(addresses.admit(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
    assertThat(addresses.admit(InetAddress.ofLiteral("10.2.2.3"))).isFalse();
    assertThat(addresses.admit(InetAddress.ofLiteral("169.254.169.254"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://docs.example.com/a,true",
    "https://DOCS.example.com./a,true",
    "http://docs.example.com:80/,true",
    "https://docs.example.com:8443/,false",
    "https://wiki.example.com:8443/,true",
    "https://wiki.example.com/,false",
    "https://evil.docs.example.com/,false",
    "https://docs.example.com.evil.example/,false",
    "https://docs.example.com@evil.example/,false",
    "https://me:pw@docs.example.com/,false",
    "ftp://docs.example.com/,false",
    "https://xn--bcher-kva.example/,true"
  })
  void hostsAreListedExactly(String address, boolean listed) {
    var hosts =
        new ListedHosts(
            List.of("docs.example.com", "Wiki.example.com:8443", "b\u00fccher.example"));
    assertThat(hosts.find(URI.create(address)).isPresent()).isEqualTo(listed);
  }
}
