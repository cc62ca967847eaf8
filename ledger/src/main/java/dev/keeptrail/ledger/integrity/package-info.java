/**
 * What makes a ledger provable: events as leaves of a Merkle tree, its signed checkpoints, proofs.
 * Knows neither tables nor files.
 */
@NullMarked
package dev.keeptrail.ledger.integrity;

import org.jspecify.annotations.NullMarked;
