package dev.keeptrail.gateway;

import dev.keeptrail.gateway.admission.ApiToken;

/**
 * Where operators reach a gateway. Nothing there is for callers.
 *
 * @param port 0 lets the system choose a free one
 * @param token what operators must show
 */
public record AdminSettings(String host, int port, ApiToken token) {}
