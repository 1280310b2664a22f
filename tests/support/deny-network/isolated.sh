#!/bin/sh
# isolated.sh COMMAND…: runs it in a network of its own with the loopback, and one way out that leads nowhere
# and counts what is sent there (wkout). Exit code 125 when this machine does not allow that.
if [ "$1" != --inside ]; then
  flags=-rn
  [ "$(id -u)" = 0 ] && flags=-n
  unshare $flags true 2>/dev/null || exit 125
  exec unshare $flags "$0" --inside "$@"
fi
shift
{
  ip link set lo up &&
    ip link add wkout type veth peer name wknowhere &&
    ip link set wkout addrgenmode none && ip link set wknowhere addrgenmode none &&
    ip addr add 10.255.0.2/24 dev wkout &&
    ip link set wkout up && ip link set wknowhere up &&
    ip route add default via 10.255.0.1 &&
    ip neigh add 10.255.0.1 lladdr 02:00:00:00:00:01 dev wkout
} 2>/dev/null || exit 125
# What the kernel itself says on a new link is no attempt.
sleep 1
exec "$@"
