/**
 * What is kept of an exchange beside its event: bytes that somebody else reads, compressed, and
 * sealed where their texts are whole.
 */
@NullMarked
package dev.keeptrail.ledger.capture;

import org.jspecify.annotations.NullMarked;
