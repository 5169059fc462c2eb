# shellcheck shell=bash disable=SC2154 # variables of ../build
# The file systems, and the images made of them.

node_packages=runc,iptables,ipset,nftables,containernetworking-plugins,busybox,tini,iproute2,util-linux,mount,procps

# Packages change little in a week, and getting them takes a minute: a root is kept for as long.
root_archive() {
  local contents
  contents=$({ echo "$node_packages" && declare -f trim; } | sha256sum | cut -c1-12)
  echo "$cache/root-$(debian_release)-$contents-$(date +%G-%V).tar"
}

make_root() {
  local archive root=$temporary/root mirror
  archive=$(root_archive)
  mkdir "$root"
  if [[ -f $archive ]]; then
    tar -C "$root" -xf "$archive"
    return
  fi
  mirror=$(debian_mirror)
  debootstrap --variant=minbase --include="$node_packages" "$(debian_release)" "$root" ${mirror:+"$mirror"}
  trim "$root"
  rm -f "$cache"/root-*
  tar -C "$root" -cf "$archive.part" .
  mv "$archive.part" "$archive"
}

# A node never installs a package, and nobody reads a manual in it.
trim() {
  local root=${1:?} plugin
  rm -rf "$root"/usr/share/{doc,man,locale,info,lintian,bash-completion,zoneinfo,perl5} \
    "$root"/usr/lib/{apt,dpkg} "$root"/usr/lib/*-linux-gnu/{gconv,perl-base} "$root"/usr/bin/{apt,dpkg,perl}* \
    "$root"/var/{cache,log}/* "$root"/var/lib/{apt,dpkg} "$root"/etc/apt
  for plugin in "$root"/usr/lib/cni/*; do
    case ${plugin##*/} in
      bridge | host-local | portmap) ;;
      *) rm "$plugin" ;;
    esac
  done
}

labels() {
  local title=$1 description=$2 component=$3
  printf '%s\n' \
    "org.opencontainers.image.title=$title" \
    "org.opencontainers.image.description=$description" \
    "org.opencontainers.image.version=$(kubernetes_version)" \
    "org.opencontainers.image.licenses=Apache-2.0" \
    "org.opencontainers.image.revision=${node_image#*:}" \
    "io.github.statefulsetlab.component=$component"
}

# import_image NAME FOLDER CHANGE...: makes an image of one layer.
import_image() {
  local name=$1 folder=$2 change changes=()
  shift 2
  for change in "$@"; do changes+=(--change "$change"); done
  tar -C "$folder" --numeric-owner --sort=name -cf - . | docker import "${changes[@]}" - "$name"
}

label_change() {
  local line
  printf 'LABEL'
  while IFS= read -r line; do printf ' %s="%s"' "${line%%=*}" "${line#*=}"; done < <(labels "$@")
}

make_small_images() {
  local pause=$temporary/pause toolbox=$temporary/toolbox
  mkdir "$pause"
  cp "$(built pause)/pause" "$pause/pause"
  import_image statefulset-lab/pause:1 "$pause" 'ENTRYPOINT ["/pause"]' 'USER 65535:65535' \
    "$(label_change pause "Holds the namespaces of a pod." pause)"

  make_toolbox "$toolbox"
  import_image "$toolbox_image" "$toolbox" 'ENV PATH=/bin' 'USER 65534:65534' 'CMD ["/bin/sh"]' \
    "$(label_change toolbox "BusyBox and getent, to look at a cluster from a pod." toolbox)"
  docker tag "$toolbox_image" statefulset-lab/toolbox:1
  docker save -o "$temporary/images.tar" statefulset-lab/pause:1 statefulset-lab/toolbox:1
}

# BusyBox's nslookup has a resolver of its own, which shows what a name server says; getent has glibc's, which is what most
# programs use, search list and all. They share their libraries.
make_toolbox() {
  local toolbox=$1 root=$temporary/root applet library
  mkdir -p "$toolbox"/{bin,etc,tmp,proc,sys,dev}
  chmod 1777 "$toolbox/tmp"
  cp "$root/usr/bin/busybox" "$toolbox/bin/busybox"
  for applet in $(chroot "$root" /usr/bin/busybox --list); do
    [[ $applet == busybox ]] || ln -s busybox "$toolbox/bin/$applet"
  done
  cp "$root/usr/bin/getent" "$toolbox/bin/getent"
  for library in $(chroot "$root" ldd /usr/bin/getent /usr/bin/busybox | grep -o '/lib[^ ]*' | sort -u) ; do
    install -D "$root$library" "$toolbox$library"
  done
  echo 'hosts: files dns' >"$toolbox/etc/nsswitch.conf"
  echo 'root:x:0:0:root:/:/bin/sh' >"$toolbox/etc/passwd"
  echo 'nobody:x:65534:65534:nobody:/:/bin/sh' >>"$toolbox/etc/passwd"
  echo 'root:x:0:' >"$toolbox/etc/group"
  echo 'nogroup:x:65534:' >>"$toolbox/etc/group"
}

make_node_image() {
  local root=$temporary/root programs=usr/local/lib/statefulset-lab bin name
  bin=$root/usr/local/bin
  cp -r "$here/rootfs/." "$root/"
  kubernetes_version >"$root/etc/statefulset-lab/kubernetes-version"
  cp "$(built supervisor)/supervisor" "$bin/node"
  cp "$(built kubernetes)/kubernetes" "$bin/kubernetes"
  for name in etcd kube-apiserver kube-controller-manager kube-scheduler kube-proxy kubelet kubectl network-policies; do
    ln -s kubernetes "$bin/$name"
  done
  cp "$(built containerd)"/* "$bin/"
  mkdir -p "$root/$programs" "$root/var/lib/rancher/k3s/agent/images"
  cp "$(built addons)"/* "$root/$programs/"
  cp "$temporary/images.tar" "$root/var/lib/rancher/k3s/agent/images/node.tar"
  import_image "$node_image" "$root" \
    'ENTRYPOINT ["/usr/bin/tini", "--", "/usr/local/bin/node"]' 'CMD ["server"]' \
    'VOLUME ["/var/lib/containerd", "/var/lib/kubelet", "/var/lib/rancher/k3s", "/var/log"]' \
    'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' 'ENV KUBECONFIG=/etc/rancher/k3s/k3s.yaml' \
    'ENV GOGC=200' \
    "$(label_change statefulset-lab-node "A Kubernetes cluster of one node, built from upstream sources." node)"
}

image_size() {
  docker image inspect --format '{{.Size}}' "$1" | awk '{ printf "%d MB", $1 / 1000000 }'
}
