/**
 * What a listener needs to speak TLS: certificates and keys in PEM files, read again when they
 * change.
 */
@NullMarked
package dev.keeptrail.gateway.tls;

import org.jspecify.annotations.NullMarked;
