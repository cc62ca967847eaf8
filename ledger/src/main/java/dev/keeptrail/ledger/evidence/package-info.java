/**
 * Evidence bundles: a stretch of the ledger in one file, with what proves it to somebody who has
 * nothing but a public key.
 */
@NullMarked
package dev.keeptrail.ledger.evidence;

import org.jspecify.annotations.NullMarked;
