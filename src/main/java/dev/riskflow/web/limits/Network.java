package dev.riskflow.web.limits;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Whom an address counts for. A household or a server is given a whole /64 of IPv6 (RFC 6177), and could come from another
 * address with each request.
 */
final class Network {

    private static final int PREFIX_BYTES = 8;

    private Network() {}

    /** @param address as the container says it: digits, never a name that would be looked up */
    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            if (bytes.length == 4) {
                return InetAddress.getByAddress(bytes).getHostAddress();
            }
            Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
