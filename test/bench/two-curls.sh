#!/bin/sh
# The two commands of the vendor's page. Arguments: mint endpoint, registration endpoint.
set -eu
token=$(curl -sS --fail -X POST "$1" -H "Authorization: Bearer $ADMIN_TOKEN" -H 'Content-Type: application/json' \
  -d '{"label":"bench","expires_in":3600,"max_uses":1}' | sed -n 's/.*"token":"\([^"]*\)".*/\1/p')
curl -sS --fail -X POST "$2" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
  -d '{"client_name":"bench","token_endpoint_auth_method":"client_secret_basic","grant_types":["authorization_code","refresh_token"],"response_types":["code"],"redirect_uris":["https://app.example.com/callback"]}'
