import { useQuery } from "@tanstack/react-query";
import { api } from "./api";
import { client } from "./queries";

export function useKeys(all: boolean) {
  return useQuery({ queryKey: ["keys", all], queryFn: async ({ signal }) => (await api.keys(all, signal)).keys });
}

export function useUsers() {
  return useQuery({ queryKey: ["users"], queryFn: async ({ signal }) => (await api.users(signal)).users });
}

export function useGroups() {
  return useQuery({ queryKey: ["groups"], queryFn: async ({ signal }) => (await api.groups(signal)).groups });
}

export function useEnclaves() {
  return useQuery({ queryKey: ["enclaves"], queryFn: async ({ signal }) => (await api.enclaves(signal)).enclaves });
}

export function useGrants(enclave: string) {
  return useQuery({
    queryKey: ["grants", enclave],
    queryFn: async ({ signal }) => (await api.grants(enclave, signal)).grants,
  });
}

/** After users, groups, enclaves, rights or keys changed: what is shown of them is asked again. */
export async function refreshAccess(): Promise<void> {
  const keys = ["keys", "users", "groups", "enclaves", "grants"];
  await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
}
