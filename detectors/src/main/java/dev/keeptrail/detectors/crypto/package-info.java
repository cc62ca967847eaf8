/** Detectors of addresses of crypto currencies, with the checksums they carry. */
@NullMarked
package dev.keeptrail.detectors.crypto;

import org.jspecify.annotations.NullMarked;
