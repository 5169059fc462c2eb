package main

import (
	"fmt"
	"net/url"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/embed"
)

// newEtcdCommand is a store for a cluster that is thrown away: one member, no fsync, and no ticks of a hundred
// milliseconds while it elects itself.
func newEtcdCommand() *cobra.Command {
	config := embed.NewConfig()
	var client, peer string
	command := &cobra.Command{
		Use:  "etcd",
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return runEtcd(config, client, peer)
		},
		SilenceUsage: true,
	}
	flags := command.Flags()
	flags.StringVar(&config.Dir, "data-dir", "", "folder of the data")
	flags.StringVar(&client, "listen-client-url", "", "where clients connect")
	flags.StringVar(&peer, "listen-peer-url", "", "where peers would connect, if there were any")
	return command
}

func runEtcd(config *embed.Config, client, peer string) error {
	clientURL, err := url.Parse(client)
	if err != nil {
		return fmt.Errorf("--listen-client-url: %w", err)
	}
	peerURL, err := url.Parse(peer)
	if err != nil {
		return fmt.Errorf("--listen-peer-url: %w", err)
	}
	config.Name = "node"
	config.ListenClientUrls, config.AdvertiseClientUrls = []url.URL{*clientURL}, []url.URL{*clientURL}
	config.ListenPeerUrls, config.AdvertisePeerUrls = []url.URL{*peerURL}, []url.URL{*peerURL}
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	config.UnsafeNoFsync = true
	config.TickMs, config.ElectionMs = 10, 100
	config.LogLevel = "error" // it warns of every request that takes long, as many do while all else starts

	server, err := embed.StartEtcd(config)
	if err != nil {
		return err
	}
	defer server.Close()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, os.Interrupt)
	select {
	case <-stop:
		return nil
	case err := <-server.Err():
		return err
	}
}
